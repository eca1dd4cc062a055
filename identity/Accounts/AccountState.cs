using Dapper;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Sessions;
using HourExchange.Plumbing.Years;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace HourExchange.Identity.Accounts;

/// <summary>What somebody sees of their own account.</summary>
public sealed record AccountState(
    string Language, string? Mail, bool HasPassword, DateOnly? PasswordChangedOn, bool HasCodes, int RecoveryCodes, IReadOnlyList<KnownPasskey> Passkeys, IReadOnlyList<KnownSession> Sessions);

/// <param name="Id">Of the credential, for a form.</param>
public sealed record KnownPasskey(string Id, string Name, DateOnly AddedOn);

/// <param name="StartedOn">By the calendar of the house.</param>
/// <param name="StartedAt">By its clock.</param>
/// <param name="IsThis">The one that asks.</param>
public sealed record KnownSession(Guid Id, string Device, DateOnly StartedOn, TimeOnly StartedAt, bool IsThis);

/// <summary>Reads it.</summary>
internal sealed class AccountQuery(UserManager<Person> people, NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<AccountState> Read(Person person, Session session)
    {
        await using var connection = await database.OpenConnectionAsync();
        var sessions = await connection.QueryAsync<SessionRow>(
            "select id, device, started_at from identity.session where person = @Person and last_seen_at > @idle order by started_at desc",
            new { session.Person, idle = clock.GetUtcNow() - SessionStore.IdleLimit });
        return new AccountState(
            person.Language,
            person.Email,
            person.PasswordHash is not null,
            person.PasswordChangedAt is { } changed ? clock.DayOf(changed) : null,
            person.TwoFactorEnabled,
            await people.CountRecoveryCodesAsync(person),
            [.. (await people.GetPasskeysAsync(person)).Select(passkey => new KnownPasskey(WebEncoders.Base64UrlEncode(passkey.CredentialId), passkey.Name ?? "Passkey", clock.DayOf(passkey.CreatedAt)))],
            [.. sessions.Select(row => new KnownSession(
                row.Id, row.Device, clock.DayOf(row.StartedAt), TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.StartedAt, clock.LocalTimeZone)), row.Id == session.Id))]);
    }

    private sealed record SessionRow(Guid Id, string Device, DateTime StartedAt);
}
