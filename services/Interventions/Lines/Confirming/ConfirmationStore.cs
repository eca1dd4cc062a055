using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>Writes turned keys and confirmed lines, many at a time.</summary>
internal static class ConfirmationStore
{
    private const string IdsOfImport = $"""
        select line.id from interventions.intervention as line join interventions.import on import.id = line.import
        where import.id = @import and import.agreement in {AgreementAccess.Own}
        order by line.id
        """;

    private const string InsertKeys = """
        insert into interventions.turned_key (intervention, revision, institution, turned_by, turned_at, tacit)
        select id, revision, institution, @subject, @turnedAt, @tacit from unnest(@turned, @revisions, @institutions) as line (id, revision, institution)
        """;

    private const string CountChange = "update interventions.intervention set version = version + 1 where id = any(@which)";

    // A revision that the ledger refused is announced once more under its number; a line that is not exchanged is confirmed and never announced.
    private const string Confirm = """
        insert into interventions.announcement (intervention, posting_revision, takes_back, date)
        select * from unnest(@announced, @announcedAs, @takesBack, @dates)
        on conflict (intervention, posting_revision) do update set takes_back = excluded.takes_back, date = excluded.date, refused = false;
        update interventions.intervention as line
        set version = version + @changes, state = new.state, posting_revision = new.posting_revision, terms_version = new.terms_version, credited_minutes = new.credited, standing_minutes = new.standing,
            confirmed_at = @now, confirmation_message = new.message, confirmation_sent_at = case when new.message is not null then @now end,
            posting_number = null, posting_refused = null
        from unnest(@ids, @states, @postingRevisions, @termsVersions, @credited, @standing, @messages)
            as new (id, state, posting_revision, terms_version, credited, standing, message)
        where line.id = new.id and line.id = any(@which)
        """;

    public static async Task<Guid[]> ReadImport(NpgsqlTransaction transaction, Guid import, string institution) =>
        [.. await HotStatement.Query<Guid>(transaction, IdsOfImport, new { import, institution })];

    /// <summary>Keys, and the lines that have both by them: on one way there and back, as nearly always all have or none has.</summary>
    /// <param name="turned">Lines with the key to write as their last; the same person and instant for all.</param>
    /// <param name="complete">Those of them that have both keys.</param>
    /// <param name="messages">The id under which a complete line is announced; null where it is not.</param>
    public static async Task TurnKeys(NpgsqlTransaction transaction, IReadOnlyList<Line> turned, IReadOnlyList<ConfirmedLine> complete, Guid?[] messages)
    {
        var key = turned[0].Keys[^1];
        var keys = new
        {
            turned = turned.Select(line => line.Id).ToArray(),
            revisions = turned.Select(line => line.Revision).ToArray(),
            institutions = turned.Select(line => line.Keys[^1].Institution).ToArray(),
            subject = key.Subject,
            turnedAt = key.At,
            tacit = key.Tacit,
        };
        var first = turned.Where(line => line.Keys.Count < 2).Select(line => line.Id).ToArray();
        if (complete.Count > 0)
        {
            await HotStatement.ExecuteEach(transaction, InsertKeys + ";" + Confirm, IdsOf(complete), keys, Confirmed(complete, messages, changes: 1, key.At));
            await (first.Length == 0 ? Task.CompletedTask : HotStatement.ExecuteEach(transaction, CountChange, first));
        }
        else
        {
            await HotStatement.ExecuteEach(transaction, InsertKeys + ";" + CountChange, first, keys);
        }
    }

    /// <summary>Lines that have both keys are announced once more.</summary>
    /// <param name="messages">The id under which a line is announced; null where it is not.</param>
    public static Task MarkAnnounced(NpgsqlTransaction transaction, IReadOnlyList<ConfirmedLine> lines, Guid?[] messages, DateTimeOffset now) =>
        HotStatement.ExecuteEach(transaction, Confirm, IdsOf(lines), Confirmed(lines, messages, changes: 0, now));

    private static Guid[] IdsOf(IReadOnlyList<ConfirmedLine> lines) => [.. lines.Select(line => line.Line.Id)];

    /// <summary>The parameters of <see cref="Confirm"/>.</summary>
    /// <param name="changes">By how much their version grows.</param>
    private static object Confirmed(IReadOnlyList<ConfirmedLine> lines, Guid?[] messages, int changes, DateTimeOffset now)
    {
        var (announced, confirmed) = (lines.Where(line => line.IsAnnounced).ToList(), lines.Select(line => line.AsConfirmed()).ToList());
        return new
        {
            announced = announced.Select(line => line.Line.Id).ToArray(),
            announcedAs = announced.Select(line => line.PostingRevision).ToArray(),
            takesBack = announced.Select(line => !line.IsExchanged).ToArray(),
            dates = announced.Select(line => line.Line.Content.Date).ToArray(),
            now,
            changes,
            ids = confirmed.Select(line => line.Id).ToArray(),
            states = confirmed.Select(line => LineLife.Name(line.State)).ToArray(),
            postingRevisions = confirmed.Select(line => line.PostingRevision).ToArray(),
            termsVersions = confirmed.Select(line => line.TermsVersion).ToArray(),
            credited = confirmed.Select(line => line.CreditedMinutes).ToArray(),
            standing = confirmed.Select(line => line.StandingMinutes).ToArray(),
            messages,
        };
    }
}
