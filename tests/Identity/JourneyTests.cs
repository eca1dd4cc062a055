using HourExchange.Tests.Kit;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HourExchange.Tests.Identity;

/// <summary>How people get in: the first operator by a link, an administrator and members by mail; and how they are put out.</summary>
[Trait("needs", "servers")]
public sealed class JourneyTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task From_the_first_operator_to_a_member_whose_session_is_closed()
    {
        using var operating = house.Visitor();
        var opened = await operating.Get(await house.OperatorLink());
        Assert.Equal(200, opened.Status);
        var done = await opened.Submit(new() { ["courriel"] = "op@example.org", ["nom"] = "Zzqa Opbrevforg", ["motdepasse"] = Visitor.Password });
        Assert.Equal(IdentityHouse.Portal, done.Outside);
        var operatorToken = (await operating.Tokens()).Access!;
        Assert.Equal(("*", "operator"), (Claim(operatorToken, "inst"), Claim(operatorToken, "role")));

        (await As(operatorToken).Post("invitations", new { mail = "admin@example.org", role = "admin", institution = "HETS", language = "de" })).Is(201);
        using var admin = house.Visitor();
        var invited = await admin.Get(await house.LinkTo("admin@example.org"));
        await invited.Submit(new() { ["nom"] = "Zzqa Adbrevforg", ["motdepasse"] = Visitor.Password });
        var adminToken = (await admin.Tokens()).Access!;

        (await As(adminToken).Post("invitations", new { mail = "member@example.org", role = "finance" })).Is(201);
        using var member = house.Visitor();
        await (await member.Get(await house.LinkTo("member@example.org"))).Submit(new() { ["nom"] = "Zzqa Membrevforg", ["motdepasse"] = Visitor.Password });
        var tokens = await member.Tokens();
        var sub = Claim(tokens.Access!, "sub")!;
        Assert.Equal(("HETS", "finance"), (Claim(tokens.Access!, "inst"), Claim(tokens.Access!, "role")));

        // A second role: from now on the person chooses.
        (await As(adminToken).Post($"members/{sub}/roles", new { role = "auditor" })).Is(200);
        var choosing = await member.Get(Visitor.AuthorizePath(new string('v', 43), "&prompt=select_account"));
        Assert.Equal("/role", choosing.At.OriginalString.Split('?')[0]);
        var auditor = choosing.Document.QuerySelectorAll("button[name=membership]").Single(button => button.TextContent.Contains("Contrôle", StringComparison.Ordinal));
        var chosen = await choosing.Submit(new() { ["membership"] = auditor.GetAttribute("value")! }, "/role");
        var switched = await member.Exchange(Visitor.CodeIn(chosen), new string('v', 43));
        Assert.Equal((sub, "auditor"), (Claim(switched.Access!, "sub"), Claim(switched.Access!, "role")));

        // Signed in elsewhere as well, the person closes this session from there.
        using var elsewhere = house.Visitor();
        var account = await elsewhere.SignIn("member@example.org");
        var other = account.Document.QuerySelectorAll("button[name=session]").Single();
        await account.Submit(new() { ["session"] = other.GetAttribute("value")! }, "/compte/sessions");
        Assert.Equal("/connexion", (await member.Get("/compte")).At.OriginalString.Split('?')[0]);
        Assert.Equal((400, "invalid_grant"), Refusal(await member.Refresh(switched.Refresh!)));

        // A role that is taken away ends what acts in it.
        var again = await elsewhere.Get(Visitor.AuthorizePath(new string('v', 43)));
        Assert.Equal("/role", again.At.OriginalString.Split('?')[0]);
        var memberships = (await As(adminToken).Get("members")).Is(200)["members"].EnumerateArray().Single(one => one.GetProperty("sub").GetString() == sub).GetProperty("roles");
        var finance = memberships.EnumerateArray().Single(role => role.GetProperty("role").GetString() == "finance").GetProperty("membership").GetString()!;
        var working = await elsewhere.Exchange(Visitor.CodeIn(await again.Submit(new() { ["membership"] = finance }, "/role")), new string('v', 43));
        (await As(adminToken).Post($"memberships/{finance}/withdrawals", new { })).Is(200);
        Assert.Equal((400, "invalid_grant"), Refusal(await elsewhere.Refresh(working.Refresh!)));

        // Names are for the person's own institution.
        Assert.Equal("Zzqa Membrevforg", (await As(adminToken).Get($"people?sub={sub},nobody")).Is(200)["people"][0].GetProperty("name").GetString());
        Assert.Empty((await As(TestKeys.Token("HG", "auditor")).Get($"people?sub={sub}")).Is(200)["people"].EnumerateArray());
        Assert.DoesNotContain(sub, (await As(TestKeys.Token("HG", "admin")).Get("members")).Is(200).Text, StringComparison.Ordinal);
        (await As(TestKeys.Token("HG", "admin")).Post($"members/{sub}/roles", new { role = "auditor" })).IsProblem(404, "member-not-found");

        Assert.DoesNotContain(house.Logs.All, line => Said(line, "brevforg", "@example.org", Visitor.Password, tokens.Access!, tokens.Refresh!, operatorToken, IdentityHouse.PortalSecret));
    }

    [Fact]
    public async Task A_link_opens_once_and_never_an_account_that_is_there()
    {
        using var first = await house.Member("HG", "admin", "known@example.org");
        (await As(TestKeys.Token("*", "operator", "op")).Post("invitations", new { mail = "known@example.org", role = "admin", institution = "ISSM" })).Is(201);
        var link = await house.LinkTo("known@example.org");
        using var stranger = house.Visitor();
        var page = await stranger.Get(link);
        Assert.Null(page.Document.QuerySelector("[name=motdepasse]"));
        Assert.Equal("/role", (await (await first.Get(link)).Submit(new() { ["compte"] = "1" })).At.OriginalString);
        Assert.Equal(404, (await stranger.Get(link)).Status);
        Assert.Equal(404, (await stranger.Get("/invitation?jeton=x")).Status);
    }

    private Institution As(string token) => new(house.Address, house.Address, house.Address, token);

    private static string? Claim(string token, string type) => new JsonWebToken(token).GetPayloadValue<string>(type);

    private static (int, string?) Refusal(Tokens tokens) => (tokens.Status, tokens.Error);

    private static bool Said(string line, params string[] secrets) => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
}
