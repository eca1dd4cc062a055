using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>Something of each kind that Reporting is told of, at the public API, in three agreements.</summary>
internal static class Scene
{
    public static async Task Play(House house)
    {
        await house.Start(ReportingService.Host);
        var work = await BookAtWork.Open(house, "PLAYED");
        await Lines(house, work);
        await Commitments(house, work.Book);
        // A draft that a posting takes back, a year closed, reopened and closed again, its settlement paid.
        await work.Draft();
        await work.Post(40, "2014-11-02");
        await work.Close();
        var proposal = (await (await work.Finance()).PostToLedger("books/PLAYED/years/2014-2015/reopening", new { reason = "Une ligne manque" })).Is(201);
        foreach (var (party, person) in new[] { ("HG", 1), ("HETS", 2) })
        {
            (await (await work.Finance(party, person)).PostToLedger($"proposals/{proposal["id"].GetString()}/consents", new { hash = proposal["hash"].GetString() })).Is(201);
        }

        await work.Post(3, "2014-12-02");
        await work.Close();
        (await (await work.Finance("HG")).PostToLedger("books/PLAYED/years/2014-2015/settlement", new { paidOn = "2015-10-01", reference = "RF18" })).Is(200);
        // Once as paid on the wrong day and taken back.
        (await (await work.Finance("HG")).PostToLedger("books/PLAYED/years/2014-2015/settlement/withdrawal", new { reason = "Mauvais jour" })).Is(200);
        (await (await work.Finance("HETS")).PostToLedger("books/PLAYED/years/2014-2015/settlement", new { paidOn = "2015-10-02", reference = "RF18" })).Is(200);
        // Late, for the next year.
        await work.Post(20, "2014-12-24");
        await Agreeing.Amend(house, "PLAYED", new { carryCapMinutes = 120 }, "2015-09-01");

        // Two others, whose settlements are netted.
        var others = new List<BookAtWork>();
        foreach (var book in new[] { "OTHER", "THIRD" })
        {
            var other = await BookAtWork.Open(house, book, agreement => agreement with { CarryCapMinutes = 0 });
            await other.Post(75, "2014-10-10", "HETS");
            await other.Close();
            others.Add(other);
        }

        var netting = (await (await others[0].Finance()).PostToLedger("nettings", new { currency = "CHF", institutions = new[] { "HETS", "HG" } })).Is(201);
        foreach (var (party, person) in new[] { ("HG", 1), ("HETS", 2) })
        {
            (await (await others[0].Finance(party, person)).PostToLedger($"nettings/{netting["id"].GetString()}/consents", new { hash = netting["hash"].GetString() })).Is(201);
        }
    }

    private static async Task Lines(House house, BookAtWork work)
    {
        await work.Post(237);
        await work.Post(100, "2014-10-03", "HETS");
        var corrected = await work.Post(60, "2014-10-04");
        (await (await house.As("HETS", "registrar")).Act($"{corrected}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 120 } })).Is(200);
        await work.Confirm(corrected);
        var cancelled = await work.Post(33, "2014-10-05");
        (await (await house.As("HETS", "registrar")).Act($"{cancelled}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        await work.Confirm(cancelled);
        var withdrawn = await work.Register(11, "2014-10-06");
        (await (await house.As("HETS", "registrar")).Act($"{withdrawn}/cancellations", new { reason = "Jamais donnée" })).Is(200);
        var open = await work.Register(12, "2015-10-07");
        (await (await house.As("HETS", "approver")).Act($"{open}/confirmations", new { })).Is(200);
        var disputed = await work.Register(13, "2015-10-08");
        (await (await house.As("HG", "approver")).Act($"{disputed}/disputes", new { reason = "Pas ce jour" })).Is(200);
        await Eventually.Equal(0L, () => house.Scalar<long>(
            HourExchange.Interventions.InterventionsService.Host, "select count(*) from interventions.intervention where confirmation_message is not null and posting_number is null and state <> 'cancelled'"));
    }

    private static async Task Commitments(House house, string agreement)
    {
        var hets = await house.As("HETS", "management");
        var commitment = (await hets.Post($"agreements/{agreement}/commitments", new { kind = "joint-event", text = "Journée commune", owedBy = "HG" })).Is(201)["id"].GetString();
        (await hets.Post($"agreements/{agreement}/commitments/{commitment}/states", new { state = "running" })).Is(201);
        (await hets.Post($"agreements/{agreement}/commitments/{commitment}/remarks", new { year = "2014-2015", text = "Reportée." })).Is(201);
        var committee = (await hets.Post($"agreements/{agreement}/committees", new
        {
            kind = "steering",
            name = "Pilotage",
            seats = new[] { new { institution = "HETS", seats = 1, role = "direction" } },
            members = new[] { new { institution = "HETS", code = "HETS-000" } },
            resourcePersons = Array.Empty<object>(),
        })).Is(201)["id"].GetString();
        foreach (var day in new[] { "2014-10-01", "2015-03-01" })
        {
            (await hets.Post($"agreements/{agreement}/meetings", new
            {
                committee,
                heldOn = day,
                participants = new[] { new { institution = "HETS", code = "HETS-000" } },
                decisions = new[] { new { text = "Deux rencontres par an." }, new { text = "Calendrier adopté." } },
                note = "Prochaine rencontre au printemps.",
            })).Is(201);
        }

        (await hets.Post($"agreements/{agreement}/in-kind-means", new { what = "Salle de séance", institution = "HG", since = "2014-09-01", until = "2015-08-31" })).Is(201);
        var action = (await hets.Post($"agreements/{agreement}/actions", new { text = "Publier le calendrier", responsible = "HG", dueOn = "2015-03-31" })).Is(201)["id"].GetString();
        (await hets.Post($"agreements/{agreement}/actions/{action}/states", new { state = "done", remark = "Publié." })).Is(201);
        foreach (var (year, kind, places) in new[] { ("2012-2013", "FEE", 18), ("2013-2014", "FEE", 24), ("2013-2014", "FEE", 25), ("2013-2014", "practice", 3), ("2014-2015", "a/b", 4) })
        {
            (await (await house.As("HETS", "registrar")).Post($"agreements/{agreement}/placements", new { year, institution = "HETS", kind, places })).Is(201);
        }
    }
}
