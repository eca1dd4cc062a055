using Dapper;
using HourExchange.Identity.Keeping;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HourExchange.Tests.Identity;

/// <summary>Passwords, codes, recovery codes, links of mails: what opens, and what does not.</summary>
[Trait("needs", "servers")]
public sealed class SignInTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task Five_failures_close_an_address_and_nothing_tells_whether_it_has_an_account()
    {
        using var member = await house.Member("HETS", "registrar", "closed@example.org");
        using var known = house.Visitor();
        using var unknown = house.Visitor();
        for (var tries = 0; tries < 6; tries++)
        {
            var (one, other) = (await known.SignIn("closed@example.org", "wrong password"), await unknown.SignIn("nobody@example.org", "wrong password"));
            Assert.Equal((422, 422), (one.Status, other.Status));
            Assert.Equal(one.Fault, other.Fault);
            Assert.Equal("closed@example.org", one.Document.QuerySelector("[name=courriel]")!.GetAttribute("value"));
            Assert.Null(one.Document.QuerySelector("[name=motdepasse]")!.GetAttribute("value"));
        }

        // Now the right one does not open it either, with the same words; a session that lives goes on.
        var closed = await known.SignIn("closed@example.org");
        Assert.Equal((422, (await unknown.SignIn("nobody@example.org")).Fault), (closed.Status, closed.Fault));
        Assert.Equal("/compte", (await member.Get("/compte")).At.OriginalString);
        await house.Execute("update identity.attempt set last_at = last_at - interval '16 minutes'");
        Assert.Equal("/compte", (await known.SignIn("CLOSED@example.org")).At.OriginalString);
    }

    [Fact]
    public async Task With_a_code_application_the_password_alone_opens_nothing_and_a_recovery_code_works_once()
    {
        using var member = await house.Member("HETS", "registrar", "codes@example.org");
        var setting = await member.Get("/compte/codes");
        var key = setting.Document.QuerySelector("code.hash")!.TextContent;
        Assert.Equal(422, (await setting.Submit(new() { ["code"] = "000000" })).Status);
        var used = Totp.Code(key);
        var set = await setting.Submit(new() { ["code"] = used });
        var recovery = set.Document.QuerySelectorAll("li code").Select(code => code.TextContent).ToList();
        Assert.Equal(8, recovery.Count);

        using var other = house.Visitor();
        var asked = await other.SignIn("codes@example.org", next: "/role");
        Assert.Equal("/connexion/code", asked.At.OriginalString.Split('?')[0]);
        Assert.Equal("/connexion", (await other.Get("/compte")).At.OriginalString.Split('?')[0]);
        Assert.Equal(422, (await asked.Submit(new() { ["code"] = "123" })).Status);
        // A code that somebody has looked at is worth nothing once it was used: neither the one that set the application up, nor those of sign-ins.
        Assert.Equal(422, (await asked.Submit(new() { ["code"] = used })).Status);
        used = Totp.Code(key, stepsAhead: 1);
        Assert.Equal("/role", (await asked.Submit(new() { ["code"] = used })).At.OriginalString);
        using var looked = house.Visitor();
        Assert.Equal(422, (await (await looked.SignIn("codes@example.org")).Submit(new() { ["code"] = used })).Status);
        await NothingIsKeptInPlainText([key, .. recovery]);

        using var lost = house.Visitor();
        await lost.SignIn("codes@example.org");
        var rescue = await lost.Get("/connexion/secours");
        Assert.Equal("/compte", (await rescue.Submit(new() { ["code"] = recovery[0] })).At.OriginalString);
        using var thief = house.Visitor();
        await thief.SignIn("codes@example.org");
        var again = await thief.Get("/connexion/secours");
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.Equal(422, (await again.Submit(new() { ["code"] = recovery[0] })).Status);
        }

        // Closed after five: the next good one does not open it.
        Assert.Equal(422, (await again.Submit(new() { ["code"] = recovery[1] })).Status);
    }

    [Fact]
    public async Task What_was_kept_in_plain_text_is_protected_when_the_program_starts()
    {
        const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        using var member = await house.Member("HETS", "registrar", "plain@example.org");
        await house.Execute("""
            insert into identity.person_token (user_id, login_provider, name, value)
            select id, '[AspNetUserStore]', kept.name, kept.value from identity.person, (values ('AuthenticatorKey', @Key), ('RecoveryCodes', 'BCDFG-23467;HJKMN-89BCD')) as kept (name, value)
            where email = 'plain@example.org'
            """, new { Key });
        await house.Execute("update identity.person set two_factor_enabled = true where email = 'plain@example.org'");
        var next = await house.Start();
        await NothingIsKeptInPlainText([Key, "BCDFG-23467", "HJKMN-89BCD"]);
        using var there = new Visitor(new Uri(next.Urls.First()));
        Assert.Equal("/compte", (await (await there.SignIn("plain@example.org")).Submit(new() { ["code"] = Totp.Code(Key) })).At.OriginalString);
        using var rescued = house.Visitor();
        await rescued.SignIn("plain@example.org");
        Assert.Equal("/compte", (await (await rescued.Get("/connexion/secours")).Submit(new() { ["code"] = "HJKMN-89BCD" })).At.OriginalString);
        await house.Stop(next);
    }

    private async Task NothingIsKeptInPlainText(string[] secrets)
    {
        await using var connection = await house.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var kept = (await connection.QueryAsync<string>("select value from identity.person_token")).AsList();
        Assert.NotEmpty(kept);
        Assert.DoesNotContain(kept, value => secrets.Any(secret => value.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_forgotten_password_is_chosen_anew_by_mail_and_all_sessions_end()
    {
        using var member = await house.Member("HETS", "registrar", "forgotten@example.org");
        using var other = house.Visitor();
        var page = await other.Get("/connexion/oubli");
        var told = (await page.Submit(new() { ["courriel"] = "nobody-at-all@example.org" })).Text;
        Assert.Equal(told, (await page.Submit(new() { ["courriel"] = "forgotten@example.org" })).Text);
        var link = await house.LinkTo("forgotten@example.org");
        Assert.Equal(422, (await (await other.Get(link)).Submit(new() { ["motdepasse"] = "short" })).Status);
        Assert.Equal(200, (await (await other.Get(link)).Submit(new() { ["motdepasse"] = "another password" })).Status);
        Assert.Equal("/connexion", (await member.Get("/compte")).At.OriginalString.Split('?')[0]);
        Assert.Equal(422, (await (await other.Get(link)).Submit(new() { ["motdepasse"] = "a third password" })).Status);
        Assert.Equal(422, (await other.SignIn("forgotten@example.org")).Status);
        Assert.Equal("/compte", (await other.SignIn("forgotten@example.org", "another password")).At.OriginalString);
    }

    [Fact]
    public async Task A_planted_session_is_worth_nothing_a_form_of_elsewhere_is_not_taken_and_no_link_leads_out()
    {
        using var victim = await house.Member("HETS", "registrar", "victim@example.org");
        using var attacker = await house.Member("HETS", "registrar", "attacker@example.org");
        var planted = attacker.Cookies.GetCookies(house.Address)["session"]!.Value;
        using var browser = house.Visitor();
        browser.Cookies.Add(house.Address, new System.Net.Cookie("session", planted));
        Assert.Equal("/compte", (await browser.SignIn("victim@example.org")).At.OriginalString);
        Assert.NotEqual(planted, browser.Cookies.GetCookies(house.Address)["session"]!.Value);
        Assert.Equal("/connexion", (await attacker.Get("/compte")).At.OriginalString.Split('?')[0]);

        Assert.Equal(400, (await browser.Post("/compte/langue", new() { ["langue"] = "de" })).Status);
        Assert.Equal(400, (await browser.Post("/connexion", new() { ["courriel"] = "victim@example.org", ["motdepasse"] = Visitor.Password })).Status);

        foreach (var elsewhere in new[] { "https://evil.example", "//evil.example", "/\\evil.example", "\\/evil.example", "javascript:alert(1)", "/\tevil" })
        {
            using var led = house.Visitor();
            Assert.Equal("/compte", (await led.SignIn("victim@example.org", next: elsewhere)).At.OriginalString);
            Assert.Null((await led.Get("/langue/de?suite=" + Uri.EscapeDataString(elsewhere))).Outside);
        }
    }

    [Fact]
    public async Task Pages_let_nothing_in_from_elsewhere_and_speak_three_languages()
    {
        using var visitor = house.Visitor();
        var page = await visitor.Get("/connexion");
        var policy = page.Answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onload]"));
        Assert.Equal("Se connecter", page.Title);
        Assert.Equal("Anmelden", (await visitor.Get("/langue/de?suite=/connexion")).Title);
        Assert.Equal("de", (await visitor.Get("/connexion")).Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Sign in", (await visitor.Get("/langue/en")).Title);
        Assert.Equal(404, (await visitor.Get("/nowhere")).Status);
        Assert.Equal("Page not found", (await visitor.Get("/nowhere")).Title);
        Assert.Equal(200, (await visitor.Get("/assets/app.css")).Status);
        Assert.InRange((await visitor.Get("/assets/passkeys.js")).Html.Length, 500, 3_000);
    }

    [Fact]
    public async Task The_same_work_is_done_whether_an_address_has_an_account_or_not()
    {
        var hasher = new CountedHasher();
        var counted = await house.Start(services => services.AddSingleton<IPasswordHasher<Person>>(hasher));
        using var member = await house.Member("HETS", "registrar", "work@example.org");
        await house.Execute("insert into identity.person (id, name, language, created_at, email, normalized_email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) "
            + "values ('without', 'Zzqa', 'fr', now(), 'without@example.org', 'WITHOUT@EXAMPLE.ORG', true, false, false, true, 0)");
        using var visitor = new Visitor(new Uri(counted.Urls.First()));
        var said = new HashSet<string>();
        foreach (var address in new[] { "nobody-works@example.org", "work@example.org", "without@example.org" })
        {
            // Open five times, then closed; with the right password as well.
            for (var tries = 1; tries <= 7; tries++)
            {
                said.Add((await visitor.SignIn(address, tries == 7 ? Visitor.Password : "wrong password")).Fault);
                Assert.Equal((address, tries), (address, hasher.Verified));
            }

            hasher.Verified = 0;
        }

        Assert.Single(said);
        await house.Stop(counted);
    }

    private sealed class CountedHasher() : PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }))
    {
        public int Verified { get; set; }

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
