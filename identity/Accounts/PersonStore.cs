using HourExchange.Identity.Keeping;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace HourExchange.Identity.Accounts;

/// <summary>
/// ASP.NET Core Identity's own store, but for what it would write in plain text: the key of an application of codes is protected, and recovery codes
/// are hashed one by one, as passwords are.
/// </summary>
internal sealed class PersonStore(IdentityTables tables, KeptSecrets secrets, IdentityErrorDescriber describer)
    : UserOnlyStore<Person, IdentityTables, string, IdentityUserClaim<string>, IdentityUserLogin<string>, IdentityUserToken<string>, IdentityUserPasskey<string>>(tables, describer)
{
    public override Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken)
    {
        // Of another key no code has been used.
        user.LastCodeStep = null;
        return base.SetAuthenticatorKeyAsync(user, secrets.Protect(key), cancellationToken);
    }

    public override async Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } kept ? secrets.Unprotect(kept) : null;

    public override Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(secrets.Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken)
    {
        var kept = KeptSecrets.Codes(await GetTokenAsync(user, KeptSecrets.Provider, KeptSecrets.RecoveryCodes, cancellationToken));
        if (kept.FirstOrDefault(hash => secrets.IsHashOf(hash, code)) is not { } used)
        {
            return false;
        }

        // Two browsers with the same code at once: the person's concurrency stamp lets one of them through.
        await base.ReplaceCodesAsync(user, kept.Where(hash => hash != used), cancellationToken);
        return true;
    }
}

/// <summary>How the secrets of a second factor are kept.</summary>
internal sealed class KeptSecrets(IDataProtectionProvider protection, IPasswordHasher<Person> hasher)
{
    /// <summary>Under which names Identity keeps them.</summary>
    public const string Provider = "[AspNetUserStore]";
    public const string AuthenticatorKey = "AuthenticatorKey";
    public const string RecoveryCodes = "RecoveryCodes";

    private const char Between = ';';

    private static readonly Person Nobody = new();
    private readonly IDataProtector _protector = protection.CreateProtector("identity.authenticator-key");

    public string Protect(string key) => _protector.Protect(key);

    public string Unprotect(string kept) => _protector.Unprotect(kept);

    // 46 bits each: a quick hash would be guessed within hours.
    public string Hash(string code) => hasher.HashPassword(Nobody, code);

    public bool IsHashOf(string hash, string code) => hasher.VerifyHashedPassword(Nobody, hash, code) != PasswordVerificationResult.Failed;

    public static string[] Codes(string? kept) => kept?.Split(Between, StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static string Joined(IEnumerable<string> hashes) => string.Join(Between, hashes);
}
