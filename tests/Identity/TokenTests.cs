using System.Net.Http.Json;
using System.Text.Json;
using HourExchange.Identity.Keys;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HourExchange.Tests.Identity;

/// <summary>What tokens say, who gets them, and that a service takes them as they are.</summary>
[Trait("needs", "servers")]
public sealed class TokenTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task A_person_s_token_says_who_where_and_in_which_role_and_nothing_else()
    {
        using var member = await house.Member("HETS", "finance", "says@example.org");
        var tokens = await member.Tokens();
        var token = new JsonWebToken(tokens.Access);
        Assert.Equal(("at+jwt", "ES256", "hourexchange", "http://localhost:8081/"), (token.Typ, token.Alg, token.Audiences.Single(), token.Issuer));
        Assert.Equal(("HETS", "finance"), (token.GetClaim("inst").Value, token.GetClaim("role").Value));
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
        Assert.Equal(36, token.Subject.Length);
        Assert.False(token.TryGetClaim("scope", out _));
        Assert.DoesNotContain("example.org", JsonSerializer.Serialize(token.Claims.Select(claim => claim.Value)), StringComparison.Ordinal);
        Assert.Equal("n", new JsonWebToken(tokens.Id).GetClaim("nonce").Value);

        var refreshed = await member.Refresh(tokens.Refresh!);
        Assert.Equal((200, token.Subject), (refreshed.Status, new JsonWebToken(refreshed.Access).Subject));
        Assert.False(new JsonWebToken(refreshed.Access).TryGetClaim("scope", out _));
    }

    [Fact]
    public async Task A_code_works_once_for_who_asked_for_it()
    {
        using var member = await house.Member("HETS", "finance", "once@example.org");
        var verifier = new string('v', 43);
        var code = Visitor.CodeIn(await member.Get(Visitor.AuthorizePath(verifier)));
        Assert.Equal("invalid_grant", (await member.Exchange(code, new string('w', 43))).Error);
        code = Visitor.CodeIn(await member.Get(Visitor.AuthorizePath(verifier)));
        Assert.Equal("invalid_grant", (await member.Exchange(code, verifier, "http://localhost:8080/elsewhere")).Error);
        code = Visitor.CodeIn(await member.Get(Visitor.AuthorizePath(verifier)));
        var tokens = await member.Exchange(code, verifier);
        Assert.Equal(200, tokens.Status);
        // Replayed: what it gave before is worth nothing any more either.
        Assert.Equal("invalid_grant", (await member.Exchange(code, verifier)).Error);
        Assert.Equal("invalid_grant", (await member.Refresh(tokens.Refresh!)).Error);

        // An address that the client has not named, no proof of who will exchange, an unknown client: no redirect at all.
        Assert.Equal((400, null), Answered(await member.Get(Visitor.AuthorizePath(verifier, redirect: "https://evil.example/signin-oidc"))));
        Assert.Equal((400, null), Answered(await member.Get(Visitor.AuthorizePath(verifier).Replace("client_id=portal", "client_id=other", StringComparison.Ordinal))));
        Assert.Equal((400, null), Answered(await member.Get(Visitor.AuthorizePath(verifier).Replace("code_challenge", "x", StringComparison.Ordinal))));
        using var nobody = house.Visitor();
        Assert.Contains("error=login_required", (await nobody.Get(Visitor.AuthorizePath(verifier, "&prompt=none"))).Outside!.Query, StringComparison.Ordinal);

        // Signed out by the portal: the session has ended.
        tokens = await member.Tokens();
        var left = await member.Get($"/connect/logout?id_token_hint={tokens.Id}&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fsignout-callback-oidc");
        Assert.Equal("/signout-callback-oidc", left.Outside!.AbsolutePath);
        Assert.Equal("invalid_grant", (await member.Refresh(tokens.Refresh!)).Error);
    }

    [Fact]
    public async Task A_program_gets_tokens_within_its_scopes_until_it_is_revoked()
    {
        var admin = new Institution(house.Address, house.Address, house.Address, TestKeys.Token("HETS", "admin", "an-admin"));
        var request = new { name = "Gestion des cours", role = "registrar", scopes = new[] { "read", "lines" }, expiresOn = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", null) };
        var made = (await admin.Post("programs", request)).Is(201);
        var (id, secret) = (made["program"].GetProperty("clientId").GetString()!, made["secret"].GetString()!);
        using var program = house.Visitor();
        Task<Tokens> Ask(string with, string? scope = null) => program.Ask(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = with,
            ["scope"] = scope ?? "",
        });

        var token = new JsonWebToken((await Ask(secret)).Access);
        Assert.Equal((id, "HETS", "registrar"), (token.Subject, token.GetClaim("inst").Value, token.GetClaim("role").Value));
        Assert.Equal("lines read", string.Join(' ', string.Join(' ', token.Claims.Where(claim => claim.Type == "scope").Select(claim => claim.Value)).Split(' ').Order(StringComparer.Ordinal)));
        Assert.Equal("read", new JsonWebToken((await Ask(secret, "read")).Access).GetClaim("scope").Value);
        Assert.Equal((400, null), ((await Ask(secret, "ledger")).Status, (await Ask(secret, "ledger")).Access));
        Assert.Equal("invalid_client", (await Ask("another secret")).Error);

        var listed = (await admin.Get("programs")).Is(200);
        Assert.DoesNotContain(secret, listed.Text, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, listed["programs"][0].GetProperty("lastUsedAt").ValueKind);
        var other = admin.WithToken(TestKeys.Token("HG", "admin"));
        (await other.Post($"programs/{id}/secrets", new { })).IsProblem(404, "program-not-found");
        (await other.Post($"programs/{id}/revocations", new { })).IsProblem(404, "program-not-found");
        (await admin.Post("programs", request with { role = "approver" })).IsProblem(422, "role-unknown");
        (await admin.Post("programs", request with { scopes = ["openid"] })).IsProblem(422, "scopes-invalid");

        var replaced = (await admin.Post($"programs/{id}/secrets", new { })).Is(201)["secret"].GetString()!;
        Assert.Equal("invalid_client", (await Ask(secret)).Error);
        Assert.Equal(200, (await Ask(replaced)).Status);
        await house.Execute("update identity.program set expires_on = current_date - 2 where client_id = @id", new { id });
        Assert.Equal("invalid_client", (await Ask(replaced)).Error);
        await house.Execute("update identity.program set expires_on = current_date + 2 where client_id = @id", new { id });
        (await admin.Post($"programs/{id}/revocations", new { })).Is(200);
        Assert.Equal("invalid_client", (await Ask(replaced)).Error);
        Assert.DoesNotContain(house.Logs.All, line => line.Contains(secret, StringComparison.Ordinal) || line.Contains(replaced, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_instance_serves_the_same_session_and_a_rotated_key_is_honoured()
    {
        using var member = await house.Member("HETS", "finance", "replica@example.org");
        var before = await member.Tokens();
        // A month later: the key is another one, the session lives.
        var second = await house.Start();
        using var there = new Visitor(new Uri(second.Urls.First()), member.Cookies);
        Assert.Equal("/compte", (await there.Get("/compte")).At.OriginalString);
        await house.Execute("update identity.signing_key set signs_from = signs_from - interval '31 days', signs_until = signs_until - interval '31 days'");
        await second.Services.GetRequiredService<SigningKeys>().Refresh(TestContext.Current.CancellationToken);
        var after = await there.Refresh(before.Refresh!);
        Assert.Equal(200, after.Status);
        Assert.NotEqual(new JsonWebToken(before.Access).Kid, new JsonWebToken(after.Access).Kid);
        using var http = new HttpClient { BaseAddress = new Uri(second.Urls.First()) };
        var keys = (await http.GetFromJsonAsync<JsonElement>("/.well-known/jwks", TestContext.Current.CancellationToken)).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()).ToList();
        Assert.Contains(new JsonWebToken(before.Access).Kid, keys);
        Assert.Contains(new JsonWebToken(after.Access).Kid, keys);
        // Our own API takes both.
        foreach (var token in new[] { before.Access, after.Access })
        {
            (await new Institution(house.Address, house.Address, new Uri(second.Urls.First()), token).AskReporting("people?sub=x")).Is(200);
        }
    }

    [Fact]
    public async Task What_programs_fetch_is_announced_where_they_asked_and_what_browsers_open_at_the_issuer()
    {
        using var http = new HttpClient { BaseAddress = house.Address };
        var metadata = await http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration", TestContext.Current.CancellationToken);
        string Of(string name) => metadata.GetProperty(name).GetString()!;
        Assert.Equal("http://localhost:8081/", Of("issuer"));
        Assert.Equal("http://localhost:8081/connect/authorize", Of("authorization_endpoint"));
        Assert.Equal(new Uri(house.Address, "/.well-known/jwks").ToString(), Of("jwks_uri"));
        Assert.Equal(new Uri(house.Address, "/connect/token").ToString(), Of("token_endpoint"));
    }

    private static (int, Uri?) Answered(PageSeen page) => (page.Status, page.Outside);
}
