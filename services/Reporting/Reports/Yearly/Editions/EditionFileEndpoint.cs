using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Editions;

/// <summary>A file of a frozen edition: the same bytes for ever.</summary>
public static class EditionFileEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}/editions/{number:int}/files/{name}", Read)
            .For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getEditionFile").GivesFile([.. SheetFormat.FileTypes, EditionFile.JsonType, EditionFile.SettlementsType]);

    private static async Task<IResult> Read(string agreement, string year, int number, string name, HttpContext http, NpgsqlDataSource database)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        if ((await BilanAccess.Find(moment.Connection, agreement, year, moment.Institution, moment.Transaction)).IsRefused(out var refusal, out _))
        {
            return Problem.From(refusal);
        }

        return await EditionStore.FindFile(moment.Connection, agreement, year, number, name, moment.Transaction) is { } file
            ? Results.File(file.Content, file.MediaType, $"{agreement}-{year}-{number}-{name}")
            : Problem.From(Refusal.NotFound("edition"));
    }
}
