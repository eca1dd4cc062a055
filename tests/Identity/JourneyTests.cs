using Dapper;
using HourExchange.Tests.Kit;
using Microsoft.IdentityModel.JsonWebTokens;
using Npgsql;

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

        // Who asks for another role and has one is told so.
        var alone = await member.Get(Visitor.AuthorizePath(new string('v', 43), "&prompt=select_account"));
        Assert.Equal("/role", alone.At.OriginalString.Split('?')[0]);
        Assert.Contains("votre seul rôle", alone.Document.Body!.TextContent, StringComparison.Ordinal);

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

    [Fact]
    public async Task Another_address_holds_once_its_mail_was_opened_and_the_one_before_is_told()
    {
        using var member = await house.Member("HETS", "registrar", "before@example.org");
        using var taken = await house.Member("HETS", "registrar", "taken@example.org");
        var sub = Claim((await member.Tokens()).Access!, "sub")!;
        var admin = As(TestKeys.Token("HETS", "admin", "an-admin"));
        (await As(TestKeys.Token("HG", "admin")).Post($"members/{sub}/addresses", new { mail = "after@example.org" })).IsProblem(404, "member-not-found");
        (await admin.Post($"members/{sub}/addresses", new { mail = "after" })).IsProblem(422, "mail-invalid");
        (await admin.Post($"members/{sub}/addresses", new { mail = "after@example.org" })).Is(200);
        var link = await house.LinkTo("after@example.org");
        Assert.DoesNotContain("after@example.org", await house.MailTo("before@example.org"), StringComparison.Ordinal);
        using var reader = house.Visitor();
        await (await reader.Get("/connexion/oubli")).Submit(new() { ["courriel"] = "before@example.org" });
        var reset = await house.LinkTo("before@example.org");

        // Looked at is not opened.
        var page = await reader.Get(link);
        Assert.Equal("/compte", (await member.Get("/compte")).At.OriginalString);
        Assert.Equal(422, (await (await reader.Get(link.Replace("after%40", "other%40", StringComparison.Ordinal))).Submit([], "/connexion/adresse")).Status);
        Assert.Equal(200, (await page.Submit([], "/connexion/adresse")).Status);
        Assert.Equal("/connexion", (await member.Get("/compte")).At.OriginalString.Split('?')[0]);
        Assert.Equal(422, (await reader.SignIn("before@example.org")).Status);
        Assert.Equal(422, (await (await reader.Get(reset)).Submit(new() { ["motdepasse"] = "another password" })).Status);
        Assert.Equal(422, (await page.Submit([], "/connexion/adresse")).Status);
        var account = await reader.SignIn("after@example.org");
        Assert.Equal(("/compte", sub), (account.At.OriginalString, Claim((await reader.Tokens()).Access!, "sub")));

        // By the person, with the password; an address that has an account is told to who reads it, and to nobody else.
        Assert.Equal(422, (await account.Submit(new() { ["adresse"] = "taken@example.org", ["motdepasse"] = "wrong password" }, "/compte/adresse")).Status);
        Assert.Equal(200, (await account.Submit(new() { ["adresse"] = "taken@example.org", ["motdepasse"] = Visitor.Password }, "/compte/adresse")).Status);
        Assert.Contains("déjà un compte", (await (await reader.Get(await house.LinkTo("taken@example.org"))).Submit([], "/connexion/adresse")).Fault, StringComparison.Ordinal);
        Assert.Equal("/compte", (await taken.SignIn("taken@example.org")).At.OriginalString);
    }

    [Fact]
    public async Task A_deleted_person_is_gone_but_for_a_pseudonym_that_nobody_gets_again()
    {
        using var first = await house.Member("SEULE", "admin", "last@example.org");
        using var member = await house.Member("SEULE", "registrar", "leaving@example.org");
        var tokens = await member.Tokens();
        var sub = Claim(tokens.Access!, "sub")!;
        var firstSub = Claim((await first.Tokens()).Access!, "sub")!;
        var (admin, other, operating) = (As(TestKeys.Token("SEULE", "admin", firstSub)), As(TestKeys.Token("HG", "admin")), As(TestKeys.Token("*", "operator", "op")));
        (await other.Post($"members/{sub}/deletions", new { })).IsProblem(404, "member-not-found");
        (await operating.Post($"members/{firstSub}/deletions", new { })).IsProblem(409, "last-administrator");
        await house.Execute("insert into identity.membership (id, person, institution, role) values (gen_random_uuid(), @sub, 'HG', 'auditor')", new { sub });
        (await admin.Post($"members/{sub}/deletions", new { })).IsProblem(409, "member-of-others");
        (await admin.Post($"members/{sub}/addresses", new { mail = "x@example.org" })).IsProblem(409, "member-of-others");
        (await operating.Post($"members/{sub}/deletions", new { })).Is(200);

        Assert.Equal((400, "invalid_grant"), Refusal(await member.Refresh(tokens.Refresh!)));
        Assert.Equal("/connexion", (await member.Get("/compte")).At.OriginalString.Split('?')[0]);
        Assert.Equal(422, (await member.SignIn("leaving@example.org")).Status);
        Assert.Empty((await admin.Get($"people?sub={sub}")).Is(200)["people"].EnumerateArray());
        Assert.DoesNotContain("leaving@", (await admin.Get("invitations")).Is(200).Text, StringComparison.Ordinal);
        (await operating.Post($"members/{sub}/deletions", new { })).IsProblem(404, "member-not-found");
        await using (var connection = await house.Database.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            foreach (var table in await connection.QueryAsync<string>("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('identity', 'plumbing')"))
            {
                Assert.Equal((table, 0), (table, await connection.ExecuteScalarAsync<int>($"select count(*) from {table} as kept where kept::text ilike '%leaving@%' or kept::text ilike '%Brevforg%' and kept::text like '%' || @sub || '%'", new { sub })));
            }
        }

        var again = await Assert.ThrowsAsync<PostgresException>(() => house.Execute("insert into identity.person select (p).* from (select jsonb_populate_record(p, jsonb_build_object('id', @sub::text, 'email', null, 'normalized_email', null, 'user_name', null, 'normalized_user_name', null)) as p from identity.person p limit 1) as made", new { sub }));
        Assert.Equal("a_pseudonym_is_never_used_again", again.ConstraintName);
        // The same address comes in again as somebody else.
        using var anew = await house.Member("SEULE", "registrar", "leaving@example.org");
        Assert.NotEqual(sub, Claim((await anew.Tokens()).Access!, "sub"));
    }

    private Institution As(string token) => new(house.Address, house.Address, house.Address, token);

    private static string? Claim(string token, string type) => new JsonWebToken(token).GetPayloadValue<string>(type);

    private static (int, string?) Refusal(Tokens tokens) => (tokens.Status, tokens.Error);

    private static bool Said(string line, params string[] secrets) => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
}
