using System.Security.Claims;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HourExchange.Identity.SigningIn;

/// <summary>ASP.NET Core Identity's own ways to sign in; whichever is taken ends in a session of ours.</summary>
internal sealed class HouseSignIn(
    UserManager<Person> people, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Person> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Person>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Person> confirmation,
    IPasswordHasher<Person> hasher, Attempts attempts, SessionStore sessions)
    : SignInManager<Person>(people, http, claims, options, log, schemes, confirmation)
{
    public const string WithPassword = "password";
    public const string WithCode = "code";
    public const string WithRecoveryCode = "recovery-code";
    public const string WithPasskey = "passkey";

    /// <summary>More would be hashed for nothing.</summary>
    public const int PasswordLengthLimit = PasswordRules.LengthLimit;

    private static readonly Person Nobody = new();
    private static readonly string HashOfNothing = new PasswordHasher<Person>(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = PasswordIterations })).HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>PBKDF2 with HMAC-SHA-512, as OWASP advises.</summary>
    public const int PasswordIterations = 210_000;

    /// <summary>The same work whether the address has an account, has none, or is closed.</summary>
    /// <returns>Succeeded, or a second factor is asked for, or neither: why is not told.</returns>
    public async Task<SignInResult> ByPassword(string address, string password)
    {
        var stopping = Context.RequestAborted;
        var isOpen = await attempts.Begin(address, stopping);
        var person = await UserManager.FindByEmailAsync(address);
        var verified = hasher.VerifyHashedPassword(person ?? Nobody, person?.PasswordHash ?? HashOfNothing, password);
        if (!isOpen || person?.PasswordHash is null || verified == PasswordVerificationResult.Failed)
        {
            return SignInResult.Failed;
        }

        await attempts.Forget(address, stopping);
        return await SignInOrTwoFactorAsync(person, isPersistent: false);
    }

    public override async Task SignInWithClaimsAsync(Person user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims) =>
        await sessions.Begin(Context, user, Way ?? WithPassword);

    /// <summary>How, where it is not by password alone.</summary>
    public string? Way { get; set; }
}
