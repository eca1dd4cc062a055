using System.Text.Json.Nodes;
using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>Reads who did what to a line: its registration, its changes, its keys, and what the ledger answered.</summary>
internal static class LineHistory
{
    /// <summary>The latest of each sort; no line comes near.</summary>
    private const int ActLimit = 1000;

    private const string Read = $"""
        select registered_at, registered_by_institution, registered_by, state, revision, posting_number, posting_refused,
            coalesce(ledger_answered_at, confirmed_at) as answered_at
        from interventions.intervention as line where id = @id and line.agreement in {AgreementAccess.Own};
        select version, at, act, institution, subject, reason, before, after
        from interventions.line_history where intervention = @id order by version desc limit @ActLimit;
        select revision, institution, turned_by, turned_at, tacit
        from interventions.turned_key where intervention = @id order by revision desc, turned_at desc limit @ActLimit;
        select posting_number as number, answered_at from interventions.former_posting where intervention = @id order by posting_revision desc limit @ActLimit
        """;

    /// <returns>By time; null where there is no such line for this institution.</returns>
    public static async Task<IReadOnlyList<HistoryEntry>?> Find(NpgsqlConnection connection, Guid id, string institution)
    {
        await using var results = await connection.QueryMultipleAsync(Read, new { id, institution, ActLimit });
        var line = await results.ReadSingleOrDefaultAsync<LineRow>();
        var changes = (await results.ReadAsync<ChangeRow>()).Reverse().ToList();
        var keys = (await results.ReadAsync<KeyRow>()).ToList();
        var former = (await results.ReadAsync<FormerPosting>()).ToList();
        if (line is null)
        {
            return null;
        }

        var entries = new List<HistoryEntry> { line.Registration(changes) };
        entries.AddRange(changes.Select(change => change.ToEntry()));
        entries.AddRange(keys.Select(key => key.ToEntry(line.Revision)));
        entries.AddRange(former.Select(posting => new HistoryEntry(new DateTimeOffset(posting.AnsweredAt), "posted", PostingNumber: posting.Number)));
        entries.AddRange(line.LedgerAnswer());
        // The sort is stable: at the same instant the registration stands first and the ledger's answer last.
        return [.. entries.OrderBy(entry => entry.At)];
    }

    private sealed record LineRow(
        DateTime RegisteredAt, string RegisteredByInstitution, string RegisteredBy, string State, int Revision, long? PostingNumber,
        string? PostingRefused, DateTime? AnsweredAt)
    {
        /// <summary>A line begins as requested or as delivered. Only a recorded change leads away from requested.</summary>
        public HistoryEntry Registration(IReadOnlyList<ChangeRow> changes)
        {
            var first = changes.Select(change => change.StateBefore).FirstOrDefault(before => before is not null) ?? State;
            return new HistoryEntry(
                new DateTimeOffset(RegisteredAt), first == "requested" ? "request" : "register", RegisteredByInstitution, RegisteredBy);
        }

        public IEnumerable<HistoryEntry> LedgerAnswer()
        {
            if (AnsweredAt is { } at && PostingNumber is { } number)
            {
                yield return new HistoryEntry(new DateTimeOffset(at), "posted", PostingNumber: number);
            }
            else if (AnsweredAt is { } refusedAt && PostingRefused is { } code)
            {
                yield return new HistoryEntry(new DateTimeOffset(refusedAt), "ledger-refused", PostingRefused: code);
            }
        }
    }

    private sealed record FormerPosting(long Number, DateTime AnsweredAt);

    private sealed record ChangeRow(
        int Version, DateTime At, string Act, string Institution, string Subject, string? Reason, string? Before, string After)
    {
        public string? StateBefore => (string?)(Parse(Before) as JsonObject)?["state"];

        public HistoryEntry ToEntry() => new(new DateTimeOffset(At), Act, Institution, Subject, Reason, Parse(Before), Parse(After));

        private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
    }

    private sealed record KeyRow(int Revision, string Institution, string TurnedBy, DateTime TurnedAt, bool Tacit)
    {
        public HistoryEntry ToEntry(int present) => new(
            new DateTimeOffset(TurnedAt), "confirm", Institution, TurnedBy, Revision: Revision, Tacit: Tacit, Fell: Revision < present);
    }
}
