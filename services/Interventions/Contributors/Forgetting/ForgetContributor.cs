using Dapper;
using HourExchange.Interventions.Contributors.Domain;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Forgetting;

/// <summary>
/// Forgets a person: notes the code as forgotten for ever, puts the code where the name stands in texts of the institution's
/// agreements, and empties the one place of names. For the endpoint, and again after a restored backup.
/// </summary>
internal static class ForgetContributor
{
    // Who makes a contributor known takes this row too.
    private const string Lock = "select 1 from interventions.contributor where institution = @Institution and code = @Code for no key update";

    private const string Note = """
        insert into interventions.forgotten_contributor (institution, code, forgotten_at, forgotten_by, reason)
        values (@Institution, @Code, @ForgottenAt, @subject, @reason) on conflict do nothing
        """;

    private const string Person = """
        select normalize(name, nfd) as name, normalize(mail, nfd) as mail, phone from interventions.contributor_person
        where institution = @Institution and code = @Code
        """;

    private const string Empty = """
        delete from interventions.contributor_person where institution = @Institution and code = @Code;
        update interventions.contributor set expertise = '{}' where institution = @Institution and code = @Code
        """;

    /// <returns>How many texts were changed; null when the person was forgotten before.</returns>
    public static async Task<int?> Run(NpgsqlTransaction transaction, ForgottenEntry who, string subject, string? reason)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(Lock, who, transaction);
        if (await connection.ExecuteAsync(Note, new { who.Institution, who.Code, who.ForgottenAt, subject, reason }, transaction) == 0)
        {
            return null;
        }

        var person = await connection.QuerySingleOrDefaultAsync<PersonRow>(Person, who, transaction);
        var changed = NameForms.Of(person?.Name, person?.Mail, person?.Phone) is { } forms ? await StrikeName.Run(transaction, who.Institution, who.Code, forms) : 0;
        await connection.ExecuteAsync(Empty, who, transaction);
        return changed;
    }

    private sealed record PersonRow(string? Name, string? Mail, string? Phone);
}
