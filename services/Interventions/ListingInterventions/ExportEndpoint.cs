using Dapper;
using HourExchange.Interventions.Domain;
using HourExchange.Interventions.SigningAgreement;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.ListingInterventions;

/// <summary>The same list as a CSV file that can be imported again: the columns of an import and no others, all lines at once.</summary>
public static class ExportEndpoint
{
    /// <summary>As many lines as an import takes.</summary>
    private const int LineLimit = 100_000;

    private const string From = $"""
        from unnest(@Agreements, @FirstDays, @LastDays) as span (agreement, first_day, last_day)
        join interventions.intervention as line on {ListedLines.Condition}
        """;

    private const string Count = $"select count(*) from (select {From} limit @limit + 1) as found";

    // The reader's own reference; else another party's, under which an import finds the same line.
    private const string Lines = $"""
        select (select reference from interventions.line_reference as referred where referred.intervention = line.id
                order by referred.institution <> @institution, referred.institution limit 1) as reference,
            line.date, line.lending_institution, line.receiving_institution, line.contributor, line.domain, line.nature, line.title, line.quantity,
            line.unit, line.sourcing, line.employer_informed
        {From} order by line.date, line.id
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/list.csv", Read).For(AgreementAccess.Readers).Produces<string>(200, "text/csv");

    private static async Task<IResult> Read(string? dialect, [AsParameters] ListFilter filter, HttpContext http, NpgsqlDataSource database)
    {
        if (CsvDialect.Find(dialect ?? CsvDialect.Swiss.Name) is not { } written)
        {
            return Problem.From(Refusal.Invalid("dialect-unknown", "The dialect is ch or rfc4180."));
        }

        if (filter.Check() is { } badFilter)
        {
            return Problem.From(badFilter);
        }

        var institution = Caller.Of(http.User).Institution;
        var connection = await database.OpenConnectionAsync(http.RequestAborted);
        http.Response.RegisterForDisposeAsync(connection);
        if ((await ListScope.Find(connection, filter, institution)).IsRefused(out var refusal, out var scope))
        {
            return Problem.From(refusal);
        }

        // One moment for both statements: what was counted is what is written.
        var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, http.RequestAborted);
        http.Response.RegisterForDisposeAsync(moment);
        var parameters = ListedLines.Parameters(filter, scope);
        parameters.AddDynamicParams(new { institution, limit = LineLimit });
        return await connection.ExecuteScalarAsync<long>(Count, parameters, moment) > LineLimit
            ? Problem.From(Refusal.Invalid("list-too-long", $"A file has at most {LineLimit} lines: narrow the list."))
            : Results.Stream(
                body => written.Write(
                    body, connection.QueryUnbufferedAsync<Row>(Lines, parameters, moment).Select(row => row.ToDraft()), http.RequestAborted),
                "text/csv; charset=utf-8", "interventions.csv");
    }

    private sealed record Row(
        string? Reference, DateOnly Date, string LendingInstitution, string ReceivingInstitution, string Contributor, string Domain, string Nature,
        string Title, decimal Quantity, string Unit, string? Sourcing, bool? EmployerInformed)
    {
        public LineDraft ToDraft() => new(
            Reference, Date, LendingInstitution, ReceivingInstitution, Contributor, Domain, Nature, Title, Quantity, Unit, Sourcing, EmployerInformed);
    }
}
