using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>An import: how far it has come while it runs, and what it did. A stored list, until it is accepted, is its own institution's.</summary>
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
          and (import.id is not null or not exists (select from interventions.stored_import where id = progress.import))
        """;

    private const string Worked = "select worked from interventions.import_progress where import = @id";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/imports/{id:guid}", Read).For(AgreementAccess.Readers).WithName("readImport");

    private static async Task<Shown<ImportView>> Read(Guid id, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var institution = Caller.Of(http.User).Institution;
        var stored = await StoredImports.Find(connection, null, id, institution);
        if (stored is { AcceptedAt: null })
        {
            return await Show(connection, stored, clock.GetUtcNow());
        }

        return await connection.QuerySingleOrDefaultAsync<ImportView>(Select, new { id, institution }) is { } import
            ? import with { Stored = stored is null ? null : StoredList.Of(stored) }
            : Refusal.NotFound("import");
    }

    private static async Task<ImportView> Show(NpgsqlConnection connection, StoredImport stored, DateTimeOffset now) =>
        stored.IsExpired(now) ? ImportView.Of(stored, "expired")
        : stored.FailedAt is not null ? ImportView.Of(stored, "failed")
        : stored.JudgedAt is null ? ImportView.Of(stored, "judging")
        : await StoredImports.IsBeingAccepted(connection, stored.Id)
            ? ImportView.Of(stored, "running", await connection.ExecuteScalarAsync<int?>(Worked, new { id = stored.Id }) ?? 0)
            : ImportView.Of(stored, "ready");
}
