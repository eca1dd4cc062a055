using Dapper;
using Npgsql;

namespace HourExchange.Identity.Invitations.Accepting;

/// <summary>What a link opens.</summary>
internal sealed class OpenInvitations(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Find = """
        select id, institution, role, mail, language, expires_at from identity.invitation
        where token_hash = @hash and accepted_at is null and withdrawn_at is null and expires_at > @now
        """;

    private const string Take = """
        update identity.invitation set accepted_at = @now, accepted_by = @person
        where id = @id and token_hash = @hash and accepted_at is null and withdrawn_at is null and expires_at > @now
        """;

    private const string Give = """
        insert into identity.membership (id, person, institution, role, given_by, given_at)
        select @membership, @person, institution, role, invited_by, @now from identity.invitation where id = @id
        on conflict do nothing
        """;

    public async Task<OpenInvitation?> Read(string token, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return await connection.QuerySingleOrDefaultAsync<OpenInvitation>(Find, new { hash = InvitationLink.HashOf(token), now = clock.GetUtcNow() });
    }

    /// <summary>The person has what the invitation gives.</summary>
    /// <returns>False where it was accepted or withdrawn meanwhile: nothing is written.</returns>
    public async Task<bool> Accept(NpgsqlTransaction transaction, OpenInvitation invitation, string token, string person)
    {
        var parameters = new { invitation.Id, hash = InvitationLink.HashOf(token), person, membership = Guid.CreateVersion7(), now = clock.GetUtcNow() };
        if (await transaction.Connection!.ExecuteAsync(Take, parameters, transaction) == 0)
        {
            return false;
        }

        await transaction.Connection!.ExecuteAsync(Give, parameters, transaction);
        return true;
    }
}

/// <param name="Mail">To whom it was sent; null: whoever has the link names an address.</param>
public sealed record OpenInvitation(Guid Id, string Institution, string Role, string? Mail, string Language, DateTime ExpiresAt);
