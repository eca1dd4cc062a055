using System.Globalization;
using System.Text.Json;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HourExchange.Portal.SigningIn;

/// <summary>Access tokens live for minutes; before one ends, another is got with the refresh token. A session that was revoked ends so.</summary>
public sealed class TokenRefresh(IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider clock, ILogger<TokenRefresh> log)
{
    /// <summary>Long enough for the slowest page, and for clocks that differ.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(60);

    /// <summary>One that did not answer is asked again after it: a page, and the one that it leads to, wait for it once.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>A timestamp of the clock; 0: it has answered always.</summary>
    private long _away;

    private static readonly Action<ILogger, string, Exception?> SayAway =
        LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, "sign-in-away"), "The sign-in provider gave no new token: {Why}");

    public enum Outcome { NotDue, Renewed, Refused, Away }

    public async Task<Outcome> Run(AuthenticationProperties session, CancellationToken stopping)
    {
        if (!DateTimeOffset.TryParse(session.GetTokenValue(PortalSession.ExpiresAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            || expires - Before > clock.GetUtcNow())
        {
            return Outcome.NotDue;
        }

        if (session.GetTokenValue(PortalSession.RefreshToken) is not { } refresh)
        {
            return expires > clock.GetUtcNow() ? Outcome.NotDue : Outcome.Refused;
        }

        if (Volatile.Read(ref _away) is not 0 and var since && clock.GetElapsedTime(since) < Rest)
        {
            return Outcome.Away;
        }

        var provider = options.Get(SignInSetup.Scheme);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience.OfPages);
        try
        {
            var configuration = await provider.ConfigurationManager!.GetConfigurationAsync(patience.Token);
            using var answer = await provider.Backchannel.PostAsync(configuration.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refresh,
                ["client_id"] = provider.ClientId!,
                ["client_secret"] = provider.ClientSecret ?? "",
            }), patience.Token);
            if (!answer.IsSuccessStatusCode)
            {
                return (int)answer.StatusCode >= StatusCodes.Status500InternalServerError ? Outcome.Away : Outcome.Refused;
            }

            return Take(session, new OpenIdConnectMessage(await answer.Content.ReadAsStringAsync(patience.Token)), refresh);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException || (exception is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            SayAway(log, exception.GetType().Name, null);
            Volatile.Write(ref _away, clock.GetTimestamp());
            return Outcome.Away;
        }
    }

    /// <summary>Who an access token of ours speaks for; null where it does not say it whole.</summary>
    public static Caller? CallerIn(string accessToken)
    {
        var reader = new JsonWebTokenHandler();
        if (!reader.CanReadToken(accessToken))
        {
            return null;
        }

        var token = reader.ReadJsonWebToken(accessToken);
        return token.TryGetPayloadValue<string>(Caller.SubjectClaim, out var subject) && token.TryGetPayloadValue<string>(Caller.InstitutionClaim, out var institution)
            && token.TryGetPayloadValue<string>(Caller.RoleClaim, out var role)
            ? new Caller(institution, role, subject)
            : null;
    }

    private Outcome Take(AuthenticationProperties session, OpenIdConnectMessage answer, string refresh)
    {
        if (answer.AccessToken is not { Length: > 0 } token || CallerIn(token) is null)
        {
            return Outcome.Refused;
        }

        var seconds = int.TryParse(answer.ExpiresIn, CultureInfo.InvariantCulture, out var said) ? said : 300;
        session.UpdateTokenValue(PortalSession.AccessToken, token);
        session.UpdateTokenValue(PortalSession.RefreshToken, answer.RefreshToken is { Length: > 0 } next ? next : refresh);
        session.UpdateTokenValue(PortalSession.ExpiresAt, clock.GetUtcNow().AddSeconds(seconds).ToString("o", CultureInfo.InvariantCulture));
        return Outcome.Renewed;
    }
}
