using Dapper;
using HourExchange.Identity.Invitations.Accepting;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Providers.Keeping;
using HourExchange.Identity.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HourExchange.Identity.Providers.Entering;

/// <summary>Lets somebody in whom a provider has sent.</summary>
internal sealed class ProviderDoor(UserManager<Person> people, IdentityTables tables, SessionStore sessions, OpenInvitations invitations, TimeProvider clock)
{
    private const string Give = """
        insert into identity.membership (id, person, institution, role, given_by, given_at, provider)
        values (@membership, @person, @Institution, @role, @Id, @now, @Id) on conflict (person, institution, role) do nothing
        """;

    // What an administrator has given stays.
    private const string Take = "delete from identity.membership where person = @person and provider = @Id and role <> all (@roles)";

    private const string Has = "select exists (select from identity.membership where person = @person)";

    /// <param name="invitation">Of the link that led here; what it gives is accepted with the sign-in where it is the provider's own institution that invites. Null: none did.</param>
    /// <returns>False where they would have no role at all: nothing is kept of who has none.</returns>
    public async Task<bool> Enter(HttpContext http, Provider provider, string issuer, string subject, string? name, IReadOnlyList<string> roles, string? invitation)
    {
        var invited = invitation is null ? null : await invitations.Read(invitation, http.RequestAborted);
        await using var transaction = await tables.Database.BeginTransactionAsync(http.RequestAborted);
        var raw = (NpgsqlTransaction)transaction.GetDbTransaction();
        var person = await people.FindByLoginAsync(issuer, subject) ?? await Make(http, provider, issuer, subject, name);
        foreach (var role in roles)
        {
            await raw.Connection!.ExecuteAsync(Give, new { membership = Guid.CreateVersion7(), person = person.Id, provider.Institution, role, provider.Id, now = clock.GetUtcNow() }, raw);
        }

        await raw.Connection!.ExecuteAsync(Take, new { person = person.Id, provider.Id, roles = roles.ToArray() }, raw);
        if (invited is not null && invited.Institution == provider.Institution)
        {
            await invitations.Accept(raw, invited, invitation!, person.Id);
        }

        if (!await raw.Connection!.ExecuteScalarAsync<bool>(Has, new { person = person.Id }, raw))
        {
            return false;
        }

        await transaction.CommitAsync(http.RequestAborted);
        await sessions.Begin(http, person, provider.Id);
        return true;
    }

    // Without a mail address: whatever the provider says of one, it opens no account that is there, and closes none to come.
    private async Task<Person> Make(HttpContext http, Provider provider, string issuer, string subject, string? name)
    {
        var person = new Person
        {
            Name = name is { Length: > 0 and <= Person.NameLengthLimit } && !name.Any(char.IsControl) ? name : provider.Name,
            Language = PageLanguage.Of(http.Request),
            CreatedAt = clock.GetUtcNow(),
        };
        person.UserName = person.Id;
        await people.CreateAsync(person);
        await people.AddLoginAsync(person, new UserLoginInfo(issuer, subject, provider.Name));
        return person;
    }
}
