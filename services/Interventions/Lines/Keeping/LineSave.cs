using System.Text.Json;
using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>Writes a changed line with its next version, and into its history what changed.</summary>
internal static class LineSave
{
    private const string Update = """
        update interventions.intervention set version = version + 1, state = @State, revision = @Revision, date = @Date,
            lending_institution = @LendingInstitution, receiving_institution = @ReceivingInstitution, contributor = @Contributor, domain = @Domain,
            nature = @Nature, title = @Title, quantity = @Quantity, unit = @Unit, taught_minutes = @TaughtMinutes, sourcing = @Sourcing,
            employer_informed = @EmployerInformed, regime = @Regime, programme = @Programme, expertise = @Expertise, cancels = @Cancels,
            disputed_from = @DisputedFrom, disputed_by = @DisputedBy, terms_version = @TermsVersion, credited_minutes = @CreditedMinutes
        where id = @Id
        """;

    private const string Tell = """
        insert into interventions.line_history (intervention, version, act, institution, subject, at, reason, before, after)
        values (@id, @version, @act, @institution, @subject, @now, @reason, @before::jsonb, @after::jsonb)
        """;

    private const string NoteContributor = """
        insert into interventions.contributor (institution, code, known_since) values (@LendingInstitution, @Contributor, @now) on conflict do nothing
        """;

    public static async Task Run(
        NpgsqlTransaction transaction, LineAct act, StoredLine before, StoredLine after, string? reason, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(NoteContributor, new { after.LendingInstitution, after.Contributor, now }, transaction);
        await connection.ExecuteAsync(Update, after, transaction);
        var (old, changed) = Difference(before, after);
        await connection.ExecuteAsync(Tell, new
        {
            id = after.Id,
            version = before.Version + 1,
            act = act.ToString().ToLowerInvariant(),
            institution = caller.Institution,
            subject = caller.Subject,
            now,
            reason = reason?.Trim(),
            before = old,
            after = changed,
        }, transaction);
    }

    /// <summary>The fields that differ, as they were and as they are.</summary>
    private static (string Before, string After) Difference(StoredLine before, StoredLine after)
    {
        var (old, now) = (Fields(before), Fields(after));
        // Keys are turned over a revision: a new one has none.
        (old["keys"], now["keys"]) = (Turned(before), before.Revision == after.Revision ? Turned(before) : "");
        var names = now.Keys.Where(name => !Equals(old[name], now[name])).ToList();
        return (Json(names.ToDictionary(name => name, name => old[name])), Json(names.ToDictionary(name => name, name => now[name])));
    }

    private static Dictionary<string, object?> Fields(StoredLine line) => new()
    {
        ["state"] = line.State,
        ["revision"] = line.Revision,
        ["date"] = line.Date,
        ["lendingInstitution"] = line.LendingInstitution,
        ["receivingInstitution"] = line.ReceivingInstitution,
        ["contributor"] = line.Contributor,
        ["domain"] = line.Domain,
        ["nature"] = line.Nature,
        ["title"] = line.Title,
        ["quantity"] = line.Quantity,
        ["unit"] = line.Unit,
        ["taughtMinutes"] = line.TaughtMinutes,
        ["sourcing"] = line.Sourcing,
        ["employerInformed"] = line.EmployerInformed,
        ["regime"] = line.Regime,
        ["programme"] = line.Programme,
        ["expertise"] = line.Expertise,
        ["cancels"] = line.Cancels,
    };

    private static string Turned(StoredLine line) => string.Join(", ", line.Keys.Select(key => key.Institution));

    private static string Json(Dictionary<string, object?> fields) => JsonSerializer.Serialize(fields, HttpJson.Options);
}
