using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>
/// What people wrote of a line is for its two institutions alone; the agreement's other parties see the line without it
/// (docs/domain.md, Ledger).
/// </summary>
internal static class LineAccess
{
    private const string Sides = $"""
        select @institution in (lending_institution, receiving_institution) from interventions.intervention as line
        where id = @id and agreement in {AgreementAccess.Own}
        """;

    /// <returns>Why this institution does not read what was written, or null.</returns>
    public static async Task<Refusal?> CheckWords(NpgsqlConnection connection, Guid id, string institution) =>
        await connection.QuerySingleOrDefaultAsync<bool?>(Sides, new { id, institution }) switch
        {
            null => Refusal.NotFound("intervention"),
            false => Refusal.Forbidden("line-of-others", "What was written of a line is for its two institutions."),
            true => null,
        };
}
