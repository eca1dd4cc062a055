using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>An import: how far it has come while it runs, and what it did.</summary>
public static class ReadImportEndpoint
{
    private const string Select = $"""
        select progress.import, progress.agreement, progress.institution,
            case when import.id is not null then 'done' else progress.state end as state, progress.rows, progress.worked,
            coalesce(import.accepted, 0) as accepted, coalesce(import.duplicates, 0) as duplicates, coalesce(import.proposed, 0) as proposed, coalesce(import.cancelled, 0) as cancelled,
            coalesce(import.rejected, 0) as rejected
        from interventions.import_progress as progress
        left join interventions.import on import.id = progress.import and import.institution = progress.institution and import.agreement = progress.agreement
        where progress.import = @id and progress.agreement in {AgreementAccess.Own}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/imports/{id:guid}", Read).For(AgreementAccess.Readers).WithName("readImport");

    private static async Task<Shown<ImportView>> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await connection.QuerySingleOrDefaultAsync<ImportView>(Select, new { id, institution = Caller.Of(http.User).Institution }) is { } import
            ? import
            : Refusal.NotFound("import");
    }
}

/// <summary>An import as others see it.</summary>
/// <param name="Import">Its id, by which its lines are confirmed in bulk.</param>
/// <param name="Agreement">Under which its lines stand.</param>
/// <param name="Institution">Whose list it is.</param>
/// <param name="State">running, done, or rejected: nothing was kept.</param>
/// <param name="Rows">Rows of the list that could be read.</param>
/// <param name="Worked">Rows looked at so far.</param>
/// <param name="Accepted">Lines registered.</param>
/// <param name="Duplicates">Lines known already, with the same content.</param>
/// <param name="Proposed">Lines known with other content.</param>
/// <param name="Cancelled">Lines known that are cancelled or declined: nothing becomes of them.</param>
/// <param name="Rejected">Faults; the request that imports lists them.</param>
public sealed record ImportView(
    Guid Import, string Agreement, string Institution, [property: KnownValues("running", "done", "rejected")] string State, int Rows, int Worked, int Accepted, int Duplicates, int Proposed, int Cancelled,
    int Rejected);
