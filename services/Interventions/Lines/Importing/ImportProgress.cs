using Dapper;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>How far an import under way has come, written beside its transaction so that others can see it.</summary>
internal sealed class ImportProgress(NpgsqlDataSource database, Guid id, string agreement, string institution, int rows, TimeProvider clock)
{
    private const string Write = """
        insert into interventions.import_progress (import, agreement, institution, rows, worked, state, updated_at)
        values (@id, @agreement, @institution, @rows, @worked, @state, @now)
        on conflict (import) do update set rows = excluded.rows, worked = excluded.worked, state = excluded.state, updated_at = excluded.updated_at
        where import_progress.agreement = excluded.agreement and import_progress.institution = excluded.institution
        """;

    public Task Worked(int worked) => Say(worked, "running");

    /// <summary>Nothing is kept. That an import is done shows in the import itself, with its commit.</summary>
    public Task Refused() => Say(rows, "rejected");

    private async Task Say(int worked, string state)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(Write, new { id, agreement, institution, rows, worked, state, now = clock.GetUtcNow() });
    }
}
