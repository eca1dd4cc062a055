using System.Text;
using Dapper;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Browsing;
using HourExchange.Tests.Ledger.Reconciling;
using HourExchange.Tests.Ledger.Settlements.Netting;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Portal;

/// <summary>What finance does with accounts, page by page, without script.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public class AccountJourneyTests(PortalHouse house)
{
    [Fact]
    public async Task A_year_is_closed_from_the_question_to_the_payment_by_two_finance_teams()
    {
        var work = await BookAtWork.Open(house, "PAGES-1");
        await work.Post(270);
        await work.Post(67);
        var (drafting, signing, other) = (await Finance("HETS", 1), await Finance("HETS", 2), await Finance("HG", 1));
        const string Path = "/comptes/PAGES-1/bouclement/2014-2015";
        var open = (await drafting.Open(Path)).Is(200);
        PageRules.Check(open, "fr");
        Assert.Contains("Rien ne s’oppose au projet", open.Text, StringComparison.Ordinal);
        var drafted = (await drafting.Press(open, "form[action$='/projet'] button")).Is(200);
        Assert.Contains("HG n’a pas signé", drafted.Text, StringComparison.Ordinal);
        Assert.Contains("attend la signature d’une autre personne des finances de HETS", drafted.Text, StringComparison.Ordinal);
        // 337 minutes received more than given, of which 180 may be carried.
        var due = drafted.Document.QuerySelector("table")!;
        Assert.Contains("3:00", due.TextContent, StringComparison.Ordinal);
        Assert.Contains("2:37", drafted.Text, StringComparison.Ordinal);
        // One row a domain as the reader stands, summed; each posting by itself is folded away.
        Assert.Equal("Ce qui sera écrit à la clôture, HETS envers HG", due.QuerySelector("caption")!.TextContent);
        Assert.Contains("−3:00", due.QuerySelector("tfoot")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, drafted.Document.QuerySelectorAll("details table tbody tr").Length);
        // What there was, and by what it is carried and paid.
        Assert.Equal(["−5:37", "−3:00", "−2:37"], due.QuerySelectorAll("tfoot td.n").Take(3).Select(cell => cell.TextContent));
        Assert.Contains("Tarif CHF par heure", due.TextContent, StringComparison.Ordinal);
        Assert.Contains("Plafond du report : 3:00", drafted.Text, StringComparison.Ordinal);
        Assert.Contains("Il attend la signature d’une autre personne de vos finances", drafted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("C’est à vous de signer", drafted.Text, StringComparison.Ordinal);
        PageRules.Check(drafted, "fr");

        // What was read is not what stands: nothing is signed, and both are shown.
        var read = (await other.Open(Path)).Is(200);
        Assert.Contains("C’est à vous de signer", read.Text, StringComparison.Ordinal);
        await work.Post(60);
        (await drafting.Press((await drafting.Open(Path)).Is(200), "form[action$='/projet'] button")).Is(200);
        var stale = (await other.Press(read, "form[action$='/signer'] button")).Is(412);
        Assert.Contains("Ce que vous avez lu a changé depuis.", stale.Text, StringComparison.Ordinal);
        Assert.Contains("5:37", stale.Text, StringComparison.Ordinal);
        Assert.Contains("6:37", stale.Text, StringComparison.Ordinal);
        PageRules.Check(stale, "fr");

        Assert.Contains("HG a signé", (await other.Press(stale, "form[action$='/signer'] button")).Is(200).Text, StringComparison.Ordinal);
        var signed = (await signing.Press((await signing.Open(Path)).Is(200), "form[action$='/signer'] button")).Is(200);
        var closed = (await signing.Press(signed, "form[action$='/cloturer'] button")).Is(200);
        Assert.Contains("attend les contresignatures", closed.Text, StringComparison.Ordinal);
        await signing.Press(closed, "form[action$='/contresigner'] button");
        var settled = (await other.Press((await other.Open(Path)).Is(200), "form[action$='/contresigner'] button")).Is(200);
        Assert.Contains("il reste à payer", settled.Text, StringComparison.Ordinal);

        var unpaid = (await other.Press(settled, "form[action$='/payer'] button", ("reference", " "))).Is(422);
        Assert.NotNull(unpaid.Document.QuerySelector("#reference-fault"));
        var paid = (await other.Press(unpaid, "form[action$='/payer'] button", ("reference", "REF-1"))).Is(200);
        Assert.Contains("L’année est close et réglée.", paid.Text, StringComparison.Ordinal);
        PageRules.Check(paid, "fr");
        // The wrong reference: taken back by who noted it, by nobody else, and noted anew.
        const string TakeBack = "form[action$='/retirer'] button";
        Assert.Null((await signing.Open(Path)).Is(200).Document.QuerySelector(TakeBack));
        var unsaid = (await other.Press(paid, TakeBack)).Is(422);
        Assert.NotNull(unsaid.Document.QuerySelector("#retirer-motif-0-fault"));
        PageRules.Check(unsaid, "fr");
        var unpaidAgain = (await other.Press(unsaid, TakeBack, ("retirer-motif-0", "Mauvaise référence"))).Is(200);
        Assert.Contains("de nouveau à payer", unpaidAgain.Text, StringComparison.Ordinal);
        PageRules.Check(unpaidAgain, "fr");
        Assert.Contains("REF-2", (await other.Press(unpaidAgain, "form[action$='/payer'] button", ("reference", "REF-2"))).Is(200).Text, StringComparison.Ordinal);
        Assert.Contains("Note retirée : payé le", (await signing.Open(Path)).Is(200).Text, StringComparison.Ordinal);

        // Each figure of a balance leads to where it comes from.
        const string Balance = "/comptes/PAGES-1?au=2015-08-31";
        await Eventually.Holds("the balance is reported", async () => (await other.Open(Balance)).Document.QuerySelector("td a[href*='/chiffre?']") is not null);
        PageRules.Check((await other.Open((await other.Open(Balance)).Document.QuerySelector("td a[href*='/chiffre?']")!.GetAttribute("href")!)).Is(200), "fr");

        // What stands at a day is called so, not by a period; and all that is behind it is a file.
        var closing = (await other.Open(Balance)).Document.QuerySelector("td a[href*='column=closing']")!.GetAttribute("href")!;
        Assert.Contains("jusqu’au 31.08.2015", (await other.Open(closing)).Is(200).Text, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await other.Download(closing.Replace("/chiffre?", "/chiffre/fichier?", StringComparison.Ordinal)))[..2]);
        Assert.Contains("Total", Encoding.UTF8.GetString(await other.Download(closing.Replace("/chiffre?", "/chiffre/fichier?format=csv&", StringComparison.Ordinal))), StringComparison.Ordinal);

        // An amendment that is dated back into the year is asked about: it changes nothing that was signed.
        var management = await house.Visit("HETS", "management");
        var dated = await management.Press((await management.Open("/conventions/PAGES-1/avenant?des=2014-10-01")).Is(200), "button[name=enregistrer]", ("reference", "Avenant d’essai"), ("plafond", "50:00"));
        Assert.Contains("Ce jour est dans une année signée ou close", dated.Is(422).One("#des-fault").TextContent, StringComparison.Ordinal);
        PageRules.Check(dated, "fr");
        (await management.Press(dated, "button[name=enregistrer]", ("annee-close", "oui"))).Is(200);

        var statement = (await other.Open("/comptes/PAGES-1/decompte/2014-2015")).Is(200);
        Assert.Contains("n° 1, édition 1", statement.Text, StringComparison.Ordinal);
        PageRules.Check(statement, "fr");
        Assert.Equal("PK"u8.ToArray(), (await other.Download("/comptes/PAGES-1/decompte/2014-2015/decompte.xlsx"))[..2]);
        Assert.Equal(200, (await other.Open("/impression/decompte/PAGES-1/2014-2015")).Status);
        // Each figure of a statement leads to the postings that make it up; before closing and after are two figures.
        Assert.Equal(["Ouverture", "Donné", "Reçu", "Solde avant clôture", "Réglé", "Reporté", "Solde après clôture"], statement.Document.QuerySelectorAll("#chiffres table:first-of-type th.n").Take(7).Select(cell => cell.TextContent));
        var received = await Behind("received");
        Assert.Equal(["1:00", "1:07", "4:30"], received.Select(line => line[8]).Order(StringComparer.Ordinal));
        Assert.Equal(["règlement"], (await Behind("settled")).Select(line => line[2]));
        Assert.Equal(3, (await Behind("before-closing")).Count);
        Assert.Equal(statement.Document.QuerySelectorAll("#ecritures tbody tr").Length, (await Lines("/comptes/PAGES-1/decompte/2014-2015?domaine=formation-de-base")).Count);
        Assert.Empty(await Lines("/comptes/PAGES-1/decompte/2014-2015?domaine=recherche"));

        async Task<List<List<string>>> Behind(string figure) => await Lines(statement.Document.QuerySelector($"#chiffres tbody a[href*='chiffre={figure}']")!.GetAttribute("href")!);

        async Task<List<List<string>>> Lines(string path)
        {
            var page = (await other.Open(path)).Is(200);
            PageRules.Check(page, "fr");
            return [.. page.Document.QuerySelectorAll("#ecritures tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList())];
        }
    }

    [Fact]
    public async Task A_draft_whose_question_nobody_answers_says_so_within_three_seconds_and_is_drafted_later()
    {
        var work = await BookAtWork.Open(house, "PAGES-7");
        await work.Post(270);
        var drafting = await Finance("HETS", 1);
        var open = (await drafting.Open("/comptes/PAGES-7/bouclement/2014-2015")).Is(200);
        SeenPage unanswered;
        // As when the broker stands still: who asks gets no answer.
        await using (var connection = await house.OwnerDatabase(InterventionsService.Host).OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("lock table interventions.intervention in access exclusive mode", transaction: transaction);
            unanswered = (await drafting.Press(open, "form[action$='/projet'] button")).Is(409);
            Assert.InRange(unanswered.Waited.TotalSeconds, 0, 3);
        }

        Assert.Contains("Établissez le projet dans un instant.", unanswered.Text, StringComparison.Ordinal);
        PageRules.Check(unanswered, "fr");
        await Eventually.Holds("the draft is there", async () => (await drafting.Press(unanswered, "form[action$='/projet'] button")).Status == 200);
    }

    [Fact]
    public async Task Years_without_postings_are_closed_together_by_two_finance_teams()
    {
        var work = await BookAtWork.Open(house, "PAGES-8");
        await work.Post(60, "2016-10-01");
        const string Path = "/comptes/PAGES-8/annees-sans-heures";
        const string Act = "form[action$='/annees-sans-heures'] button";
        Browser[] people = [await Finance("HETS", 1), await Finance("HG", 1), await Finance("HETS", 2), await Finance("HG", 2)];
        Assert.Contains(Path, PageRules.Links((await people[0].Open("/comptes/PAGES-8/bouclement/2016-2017")).Is(200)));
        var clicks = 0;
        for (var turn = 0; turn < 10; turn++)
        {
            var person = people[turn % people.Length];
            var page = (await person.Open(Path)).Is(200);
            PageRules.Check(page, "fr");
            if (page.Document.QuerySelector(Act) is not null)
            {
                clicks++;
                var unseen = (await person.Press(page, Act)).Is(422);
                Assert.NotNull(unseen.Document.QuerySelector("#vu-fault"));
                PageRules.Check((await person.Press(unseen, Act, ("vu", "oui"))).Is(200), "fr");
            }
        }

        Assert.Contains("Aucune année sans écriture n’attend", (await people[0].Open(Path)).Is(200).Text, StringComparison.Ordinal);
        // Eight turns for two years: drafted; signed by the other side; signed, closed and countersigned; countersigned by the other side.
        Assert.Equal(8, clicks);
        var years = (await (await house.As("HG", "finance")).AskLedger("books/PAGES-8/years")).Is(200).Json.EnumerateArray().Select(year => year.GetProperty("state").GetString());
        Assert.Equal(["closed", "closed", "open"], years.Take(3));
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task One_transfer_is_noted_once_for_all_settlements_that_it_pays()
    {
        var work = await BookAtWork.Open(house, "PAGES-9", content => content with { CompensationGroups = [] });
        foreach (var domain in new[] { "formation-de-base", "promotion" })
        {
            await work.Post(400, domain: domain);
        }

        await work.Close();
        var paying = await Finance("HETS", 1);
        var owed = (await paying.Open("/comptes/PAGES-9/bouclement/2014-2015")).Is(200);
        Assert.Equal(3, owed.Document.QuerySelectorAll("form[action$='/payer']").Length);
        var credited = (await (await Finance("HG", 1)).Open("/comptes/PAGES-9/bouclement/2014-2015")).Is(200);
        Assert.Equal(("Noter le paiement", "Noter le paiement reçu"), (Button(owed), Button(credited)));
        PageRules.Check(owed, "fr");
        var unsaid = (await paying.Press(owed, "details form:has(#reference-1) button", ("reference-1", " "))).Is(422);
        Assert.NotNull(unsaid.Document.QuerySelector("#reference-1-fault"));
        var paid = (await paying.Press(unsaid, "form:has(#date) button", ("reference", "REF-2"))).Is(200);
        Assert.Contains("L’année est close et réglée.", paid.Text, StringComparison.Ordinal);
        Assert.Equal(2, paid.Document.QuerySelectorAll(".state.ok").Count(state => state.TextContent.Contains("REF-2", StringComparison.Ordinal)));
        // Noted at once, taken back at once; or one by itself.
        PageRules.Check(paid, "fr");
        const string TakeBack = "form:has(#retirer-motif-0) button";
        var one = (await paying.Press(paid, TakeBack, ("retirer-motif-0", "Faux"), ("aussi", null))).Is(200);
        Assert.Equal(1, one.Document.QuerySelectorAll(".state.ok").Count(state => state.TextContent.Contains("REF-2", StringComparison.Ordinal)));
        Assert.Null(one.Document.QuerySelector("input[name=aussi]"));
        var again = (await paying.Press(one, "form:has(#date) button", ("reference", "REF-2"))).Is(200);
        var none = (await paying.Press(again, TakeBack, ("retirer-motif-0", "Faux"))).Is(200);
        Assert.DoesNotContain(none.Document.QuerySelectorAll(".state.ok"), state => state.TextContent.Contains("REF-2", StringComparison.Ordinal));

        static string Button(SeenPage page) => Assert.Single(page.Document.QuerySelectorAll("form[action$='/payer'] button").Select(button => button.TextContent).Distinct());
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task An_opening_is_proposed_and_consented_to_and_stands_in_the_balance()
    {
        await BookAtWork.Open(house, "PAGES-2");
        var (proposing, deciding) = (await Finance("HETS", 1), await Finance("HG", 1));
        var form = (await proposing.Open("/comptes/PAGES-2/propositions")).Is(200);
        PageRules.Check(form, "fr");
        var wrong = (await proposing.Press(
            form, "#proposer form button:not([name])", ("genre", "opening"), ("motif", "Solde de l'ancien tableur"), ("credite-1", "HG"), ("debite-1", "HETS"), ("domaine-1", "formation-de-base"), ("date-1", "2014-09-01"), ("duree-1", "dix"))).Is(422);
        Assert.Equal(("dix", "HG", "Solde de l'ancien tableur"), (wrong.Value("duree-1"), wrong.Value("credite-1"), wrong.Value("motif")));
        PageRules.Check(wrong, "fr");
        // What it would come to, before anybody else reads it.
        var seen = (await proposing.Press(wrong, "#proposer button[name=quoi]", ("duree-1", "10:30"))).Is(200);
        Assert.Contains("aujourd’hui 0:00, après +10:30.", seen.One("#proposer").TextContent, StringComparison.Ordinal);
        Assert.Equal(("10:30", "HG"), (seen.Value("duree-1"), seen.Value("credite-1")));
        Assert.Empty((await proposing.Open("/comptes/PAGES-2/propositions")).Is(200).Document.QuerySelectorAll("section[id^='p-']"));
        PageRules.Check(seen, "fr");
        Assert.Contains("aujourd’hui 0:00, après +10:30.", (await proposing.Press(seen, "#proposer form button:not([name])")).Is(200).One("section[id^='p-']").TextContent, StringComparison.Ordinal);
        var waiting = (await deciding.Open("/a-faire")).Is(200);
        Assert.Contains("/comptes/PAGES-2/propositions", PageRules.Links(waiting));
        // Of both sides, and never by who proposed it.
        var second = await Finance("HETS", 2);
        (await second.Press((await second.Open("/comptes/PAGES-2/propositions")).Is(200), "form[action$='/accepter'] button")).Is(200);
        var accepted = (await deciding.Press((await deciding.Open("/comptes/PAGES-2/propositions")).Is(200), "form[action$='/accepter'] button")).Is(200);
        Assert.Contains("L’accord est donné.", accepted.Text, StringComparison.Ordinal);
        var posting = accepted.One("section[id^='p-'] a[href*='/decompte/']");
        Assert.Equal("écriture n° 1", posting.TextContent);
        Assert.Contains("ouverture", (await deciding.Open(posting.GetAttribute("href")!)).Is(200).One("#n-1").TextContent, StringComparison.Ordinal);
        Assert.Contains("+10:30", (await deciding.Open("/comptes/PAGES-2")).Is(200).Text, StringComparison.Ordinal);
        var before = (await deciding.Open("/comptes/PAGES-2?au=2014-08-31")).Is(200);
        Assert.DoesNotContain("10:30", before.Text, StringComparison.Ordinal);
        var books = (await deciding.Open("/comptes")).Is(200);
        PageRules.Check(books, "fr");
        Assert.Contains("Solde d’aujourd’hui par partenaire, toutes conventions", books.Document.QuerySelectorAll("caption").Select(caption => caption.TextContent));
        PageRules.Check((await deciding.Open("/comptes/PAGES-2")).Is(200), "fr");
        Assert.Equal(404, (await (await house.Visit("ISSM", "finance")).Open("/comptes/PAGES-2")).Status);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task What_one_side_does_not_want_is_refused_with_a_reason()
    {
        var work = await BookAtWork.Open(house, "PAGES-5");
        await work.Post(270);
        var (proposing, deciding) = (await Finance("HETS", 1), await Finance("HG", 1));
        const string Proposals = "/comptes/PAGES-5/propositions";
        (await proposing.Press(
            (await proposing.Open(Proposals)).Is(200), "#proposer form button:not([name])", ("genre", "adjustment"), ("motif", "Une heure de trop"), ("credite-1", "HETS"), ("debite-1", "HG"), ("domaine-1", "formation-de-base"),
            ("date-1", "2014-11-01"), ("duree-1", "1:00"))).Is(200);
        // Who proposed may take it back, and does not consent.
        var own = (await proposing.Open(Proposals)).Is(200);
        Assert.Equal("Retirer la proposition", own.One("form[action$='/refuser'] button").TextContent);
        Assert.Null(own.Document.QuerySelector("form[action$='/accepter']"));
        var unreasoned = (await deciding.Press((await deciding.Open(Proposals)).Is(200), "form[action$='/refuser'] button")).Is(422);
        Assert.Single(unreasoned.Faults);
        var motive = unreasoned.One("form[action$='/refuser'] textarea").GetAttribute("name")!;
        Assert.Contains("Cette heure a été donnée.", (await deciding.Press(unreasoned, "form[action$='/refuser'] button", (motive, "Cette heure a été donnée."))).Is(200).Text, StringComparison.Ordinal);

        // It is mended, and not typed anew.
        var mended = (await proposing.Open((await proposing.Open(Proposals)).Is(200).One("a[href*='?comme=']").GetAttribute("href")!)).Is(200);
        PageRules.Check(mended, "fr");
        Assert.Equal(("adjustment", "Une heure de trop", "HETS", "HG", "2014-11-01", "1:00"), (mended.Value("genre"), mended.Value("motif"), mended.Value("credite-1"), mended.Value("debite-1"), mended.Value("date-1"), mended.Value("duree-1")));

        const string Path = "/comptes/PAGES-5/bouclement/2014-2015";
        (await proposing.Press((await proposing.Open(Path)).Is(200), "form[action$='/projet'] button")).Is(200);
        var unsaid = (await deciding.Press((await deciding.Open(Path)).Is(200), "form[action$='/refuser'] button")).Is(422);
        Assert.NotNull(unsaid.Document.QuerySelector("#refuser-motif-fault"));
        var refused = (await deciding.Press(unsaid, "form[action$='/refuser'] button", ("refuser-motif", "Une ligne manque."))).Is(200);
        Assert.Contains("Une ligne manque.", refused.Text, StringComparison.Ordinal);
        PageRules.Check(refused, "fr");
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_late_line_counts_in_the_next_year_and_a_closed_year_is_opened_again()
    {
        var work = await BookAtWork.Open(house, "PAGES-3");
        await work.Post(270);
        var (drafting, signing, other) = (await Finance("HETS", 1), await Finance("HETS", 2), await Finance("HG", 1));
        const string Path = "/comptes/PAGES-3/bouclement/2014-2015";
        await drafting.Press((await drafting.Open(Path)).Is(200), "form[action$='/projet'] button");
        await signing.Press((await signing.Open(Path)).Is(200), "form[action$='/signer'] button");
        await other.Press((await other.Open(Path)).Is(200), "form[action$='/signer'] button");
        // Confirmed once a side has signed: late.
        await work.Post(45);
        await signing.Press((await signing.Open(Path)).Is(200), "form[action$='/cloturer'] button");
        await signing.Press((await signing.Open(Path)).Is(200), "form[action$='/contresigner'] button");
        var closed = (await other.Press((await other.Open(Path)).Is(200), "form[action$='/contresigner'] button")).Is(200);
        Assert.Contains("tardive", (await other.Open("/comptes/PAGES-3/decompte/2015-2016")).Is(200).Text, StringComparison.Ordinal);

        var unreasoned = (await other.Press(closed, "form[action$='/rouvrir'] button")).Is(422);
        Assert.NotNull(unreasoned.Document.QuerySelector("#rouvrir-motif-fault"));
        Assert.Contains("La réouverture est proposée.", (await other.Press(unreasoned, "form[action$='/rouvrir'] button", ("rouvrir-motif", "Une ligne manquait."))).Is(200).Text, StringComparison.Ordinal);
        foreach (var consenting in new[] { drafting, await Finance("HG", 2) })
        {
            (await consenting.Press((await consenting.Open("/comptes/PAGES-3/propositions")).Is(200), "form[action$='/accepter'] button")).Is(200);
        }

        await Eventually.Holds("the year is open again", async () => (await drafting.Open(Path)).Is(200).Document.QuerySelector("form[action$='/projet']") is not null);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_partner_s_list_with_differences_is_reconciled_to_agreement()
    {
        await GivenList.Book(house, "PAGES-4", Given.Row("R-0001", quantity: "2"), Given.Row("R-0002", "02.10.2014", nature: "td"), Given.Row("R-0003", "06.10.2014", nature: "td", quantity: "1"));
        var list = GivenList.Rows("R-1;01.10.2014;HG;HETS;formation-de-base;cours;180", "R-2;02.10.2014;HG;HETS;formation-de-base;td;60", "X-9;10.10.2014;HG;HETS;promotion;td;30");
        var (sending, answering) = (await Finance("HETS", 1), await Finance("HG", 1));
        var form = (await sending.Open("/comptes/PAGES-4/rapprochement")).Is(200);
        PageRules.Check(form, "fr");
        Assert.Single((await sending.Press(form, "form[enctype] button")).Is(422).Faults);
        var wrong = (await sending.Upload(form, "form[enctype] button", "fichier", "liste.csv", GivenList.Csv("Sans;colonnes", "1;2"), ("annee", "2014-2015"))).Is(422);
        Assert.NotNull(wrong.Document.QuerySelector("#fichier-fault"));
        var unread = (await sending.Upload(form, "form[enctype] button", "fichier", "liste.csv", GivenList.Rows("R-1;01.10.2014;HG;HETS;formation-de-base;cours;neuf"), ("annee", "2014-2015"))).Is(422);
        Assert.Contains("Ligne 2", Assert.Single(unread.Faults), StringComparison.Ordinal);
        Assert.Contains("neuf", unread.Faults[0], StringComparison.Ordinal);
        // The wrong one is taken back, and nobody waits for it.
        form = (await sending.Open("/comptes/PAGES-4/rapprochement")).Is(200);
        var mistaken = (await sending.Upload(form, "form[enctype] button", "fichier", "autre.csv", GivenList.Rows("Z-1;01.10.2014;HG;HETS;formation-de-base;cours;1"), ("annee", "2014-2015"))).Is(200);
        Assert.Contains("Il ne compte plus.", (await sending.Press(mistaken, "form[action$='/retirer'] button")).Is(200).Text, StringComparison.Ordinal);
        Assert.Contains("retiré", (await answering.Open("/comptes/PAGES-4/rapprochement")).Is(200).Text, StringComparison.Ordinal);
        form = (await sending.Open("/comptes/PAGES-4/rapprochement")).Is(200);
        var compared = (await sending.Upload(form, "form[enctype] button", "fichier", "liste.csv", list, ("annee", "2014-2015"))).Is(200);
        PageRules.Check(compared, "fr");
        var path = compared.Address.AbsolutePath;
        Assert.True(compared.Document.QuerySelectorAll("td form.form").Length >= 2, compared.Text);
        Assert.Contains("/interventions/", compared.One("#ecart-1 th a").GetAttribute("href")!, StringComparison.Ordinal);
        // What agrees is not among what differs, unless asked for; each answer is folded away.
        Assert.DoesNotContain(compared.Document.QuerySelectorAll("td form.form"), answer => answer.Closest("details") is null);
        PageRules.Check((await sending.Open($"{path}?constat=matched")).Is(200), "fr");
        // No outcome is chosen for anybody.
        Assert.Single((await sending.Press(compared, "#ecart-1 form button")).Is(422).Faults);
        // The exception by itself, the others at once; the other side agrees with all of it.
        var said = (await sending.Press(compared, "#ecart-1 form button", ("suite-dite", "line-to-correct"))).Is(200);
        var all = (await sending.Press(said, "form[action$='/suites'] button", ("suite-de-tous", "book-stands"), ("note-de-tous", "Vu"))).Is(200);
        PageRules.Check(all, "fr");
        var agreed = (await answering.Press((await answering.Open(path)).Is(200), "form[action$='/suites'] button", ("suite-de-tous", "as-counterpart"))).Is(200);
        PageRules.Check(agreed, "fr");
        Assert.Contains("d’accord : le livre fait foi", agreed.Text, StringComparison.Ordinal);
        Assert.Contains("d’accord : ligne à corriger", agreed.Text, StringComparison.Ordinal);
        Assert.Contains("1 ligne est à corriger selon le rapprochement que HETS a déposé le", (await sending.Open("/comptes/PAGES-4/bouclement/2014-2015")).Is(200).Text, StringComparison.Ordinal);
        Assert.Null(agreed.Document.QuerySelector("form[action$='/suites']"));
        Assert.Contains("Aucune ligne n’est ainsi.", (await answering.Open($"{path}?constat=&reste=a-regler")).Is(200).Text, StringComparison.Ordinal);
        // Whoever sees it otherwise afterwards says so: it is open again.
        var again = (await answering.Press(agreed, "#ecart-1 details form button", ("suite-dite", "no-action"), ("note-1", "À revoir"))).Is(200);
        Assert.Equal("À revoir", again.One("#ecart-1 input[name='note-1']").GetAttribute("value"));
        Assert.Contains("(À revoir)", again.One("#ecart-1").TextContent, StringComparison.Ordinal);
        // Nothing is left of which this institution has said nothing.
        Assert.Null(again.Document.QuerySelector("form[action$='/suites']"));
        // What the list alone has and both want in the book is somebody's to register: the form begins with what the list says.
        (await answering.Press((await answering.Open(path)).Is(200), "#ecart-2 details form button", ("suite-dite", "list-stands"))).Is(200);
        Assert.Contains("à saisir par un secrétariat", (await sending.Press((await sending.Open(path)).Is(200), "#ecart-2 details form button", ("suite-dite", "list-stands"))).Is(200).One("#ecart-2").TextContent, StringComparison.Ordinal);
        var ended = (await sending.Open("/comptes/PAGES-4/bouclement/2014-2015")).Is(200);
        Assert.Contains("1 ligne manque au livre selon le rapprochement que HETS a déposé le", ended.Text, StringComparison.Ordinal);
        PageRules.Check(ended, "fr");
        var registrar = await house.Visit("HETS", "registrar");
        var missing = (await registrar.Open(Assert.Single(PageRules.Links((await registrar.Open("/a-faire")).Is(200)).Distinct(), link => link.StartsWith(path, StringComparison.Ordinal)))).Is(200);
        PageRules.Check(missing, "fr");
        var registering = (await registrar.Open(missing.One("#ecart-2 a[href^='/interventions/saisir?']").GetAttribute("href")!)).Is(200);
        Assert.Equal(("HG>HETS", "2014-10-10", "promotion", "td", "X-9"), (registering.Value("sens"), registering.Value("date"), registering.Value("domaine"), registering.Value("nature"), registering.Value("ref")));
        Assert.Equal(200, (await answering.Open($"/impression/rapprochement/{agreed.Address.Segments[^1]}")).Status);
        Assert.Equal("PK"u8.ToArray(), (await answering.Download($"{agreed.Address.AbsolutePath}/rapprochement.xlsx"))[..2]);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task Settlements_among_four_become_fewer_payments_once_all_have_consented()
    {
        string[] parties = ["NET-A", "NET-B", "NET-C", "NET-D"];
        // Each owes the next one, the last one least: three payments are left at most.
        for (var index = 0; index < parties.Length; index++)
        {
            await GivenSettlement.OfClosedYear(house, $"PAGES-NET-{index}", parties[(index + 1) % parties.Length], parties[index], 6 - index);
        }

        var proposing = await Finance("NET-A", 1);
        var form = (await proposing.Open("/compensations")).Is(200);
        PageRules.Check(form, "fr");
        Assert.NotNull((await proposing.Press(form, "form.form button", ("avec", " "), ("partenaire", null))).Is(422).Document.QuerySelector("#avec-fault"));
        // Whom one has something open with stands there already; whom they owe in turn is typed, and one that nobody has is said to be none.
        Assert.Contains("vous lui devez", form.One("form.form fieldset").TextContent, StringComparison.Ordinal);
        Assert.Contains("Encore à payer par NET-A", form.One("section.wide tfoot").TextContent, StringComparison.Ordinal);
        Assert.Equal(["NET-B", "NET-D"], form.Document.QuerySelectorAll("input[name=partenaire][checked]").Select(box => box.GetAttribute("value")));
        var unknown = (await proposing.Press(form, "form.form button", ("partenaire", null), ("avec", "NET-X"))).Is(422);
        Assert.Contains("codes connus", unknown.One("#avec-fault").TextContent, StringComparison.Ordinal);
        Assert.Empty(unknown.Document.QuerySelectorAll("input[name=partenaire][checked]"));
        var proposed = (await proposing.Press(form, "form.form button", ("avec", "NET-C"), ("monnaie", "CHF"))).Is(200);
        PageRules.Check(proposed, "fr");
        // Who proposed takes it back, with a reason, and proposes anew.
        Assert.NotNull((await proposing.Press(proposed, "form[action$='/refuser'] button")).Is(422).Document.QuerySelector("#motif-fault"));
        var takenBack = (await proposing.Press(proposed, "form[action$='/refuser'] button", ("motif", "Il manque NET-D."))).Is(200);
        Assert.Contains("retirée le", takenBack.Text, StringComparison.Ordinal);
        Assert.Null(takenBack.Document.QuerySelector("form[action$='/refuser']"));
        // The list calls it by the same word as its own page.
        Assert.Equal(["retirée"], (await proposing.Open("/compensations")).Is(200).Document.QuerySelectorAll("tbody .state").Select(state => state.TextContent));
        proposed = (await proposing.Press((await proposing.Open("/compensations")).Is(200), "form.form button", ("avec", "NET-C"), ("monnaie", "CHF"))).Is(200);
        // Refused by one it comes to nothing, and is proposed anew.
        var refusing = await Finance("NET-C", 2);
        Assert.Contains("Pas cette année.", (await refusing.Press((await refusing.Open(proposed.Address.AbsolutePath)).Is(200), "form[action$='/refuser'] button", ("motif", "Pas cette année."))).Is(200).Text, StringComparison.Ordinal);
        proposed = (await proposing.Press((await proposing.Open("/compensations")).Is(200), "form.form button", ("avec", "NET-B, NET-C; NET-D"), ("monnaie", "CHF"))).Is(200);
        var path = proposed.Address.AbsolutePath;
        // Who proposed it does not consent to it as well.
        Assert.Null(proposed.Document.QuerySelector("form[action$='/accepter']"));
        foreach (var party in parties)
        {
            var consenting = await Finance(party, 2);
            Assert.Contains(path, PageRules.Links((await consenting.Open("/a-faire")).Is(200)));
            (await consenting.Press((await consenting.Open(path)).Is(200), "form[action$='/accepter'] button")).Is(200);
        }

        var binding = (await proposing.Open(path)).Is(200);
        Assert.Contains("acceptée", binding.Text, StringComparison.Ordinal);
        PageRules.Check(binding, "fr");
        var paid = (await proposing.Press(binding, "form[action$='/paiements/1'] button", ("reference", "REF-NET"))).Is(200);
        Assert.Contains("REF-NET", paid.Text, StringComparison.Ordinal);
        var unsaid = (await proposing.Press(paid, "form[action$='/retirer'] button")).Is(422);
        Assert.NotNull(unsaid.Document.QuerySelector("#retirer-motif-1-fault"));
        var withdrawn = (await proposing.Press(unsaid, "form[action$='/retirer'] button", ("retirer-motif-1", "Mauvaise référence"))).Is(200);
        Assert.Contains("Mauvaise référence", withdrawn.Text, StringComparison.Ordinal);
        PageRules.Check(withdrawn, "fr");
        (await proposing.Press(withdrawn, "form[action$='/paiements/1'] button", ("reference", "REF-NET-2"))).Is(200);
        Assert.Equal(404, (await (await house.Visit("FOREIGN", "finance")).Open(path)).Status);
    }

    private Task<Browser> Finance(string institution, int person) => house.Visit(institution, "finance", $"{institution}-finance-{person}");
}
