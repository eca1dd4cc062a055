using System.Text.Json;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Ledger.Years;

/// <summary>A book between HETS and HG from 1 September 2014 on, and what its institutions do with it, all at the public API.</summary>
internal sealed class BookAtWork(House house, string book)
{
    private int _lines;

    public string Book => book;

    /// <summary>The agreement of docs/domain.md's worked check: what is taught is credited, 180 minutes are carried at most.</summary>
    public static async Task<BookAtWork> Open(House house, string book, Func<AgreementContent, AgreementContent>? change = null)
    {
        await house.Start(LedgerService.Host);
        await Agreeing.Institutions(house);
        var content = Given.Agreement(book) with { Signed = new DateOnly(2014, 9, 1), CarryCapMinutes = 180, Units = new Dictionary<string, int> { ["minute"] = 1 } };
        await Agreeing.InForce(house, change?.Invoke(content) ?? content);

        await Eventually.Holds("the ledger knows the terms", () =>
            house.Scalar<bool>(LedgerService.Host, "select exists (select from ledger.agreement where ref = @book)", new { book }));
        return new BookAtWork(house, book);
    }

    public Task<Institution> Finance(string institution = "HETS", int person = 1) => house.As(institution, "finance", $"{institution}-finance-{person}");

    /// <returns>The line's path; nobody has confirmed it.</returns>
    public async Task<string> Register(int minutes, string date = "2014-10-01", string lender = "HG", string domain = "formation-de-base") =>
        "interventions/" + (await (await house.As("HETS", "registrar")).Post("interventions", new
        {
            agreement = book,
            reference = $"{book}-{++_lines}",
            date,
            lendingInstitution = lender,
            receivingInstitution = lender == "HG" ? "HETS" : "HG",
            contributor = lender + "-031",
            domain,
            nature = "td",
            title = "Budget",
            quantity = minutes,
            unit = "minute",
            sourcing = "direct",
            employerInformed = true,
        })).Is(201)["id"].GetString();

    public Task Confirm(string path) => TurningKeys.Line(house, path);

    /// <returns>The line's path; both have confirmed it, and the ledger has posted it.</returns>
    public async Task<string> Post(int minutes, string date = "2014-10-01", string lender = "HG", string domain = "formation-de-base")
    {
        var path = await Register(minutes, date, lender, domain);
        await Confirm(path);
        await Posted(path);
        return path;
    }

    public async Task Posted(string path)
    {
        var reader = await house.As("HETS", "registrar");
        await Eventually.Holds($"{path} is posted", async () => (await reader.Get(path)).Is(200)["postingNumber"].ValueKind == JsonValueKind.Number);
    }

    public async Task<Reply> TryDraft(string year = "2014-2015", params string[] excludedDisputed) =>
        await (await Finance()).PostToLedger($"books/{book}/years/{year}/statement", new { excludedDisputed });

    public async Task<Reply> TryDraftCounting(params string[] countedDisputed) =>
        await (await Finance()).PostToLedger($"books/{book}/years/2014-2015/statement", new { countedDisputed });

    /// <returns>The hash to sign.</returns>
    public async Task<string> Draft(string year = "2014-2015") => (await TryDraft(year)).Is(201)["hash"].GetString()!;

    public async Task<Reply> Sign(string institution, string hash, string year = "2014-2015", int person = 2) =>
        await (await Finance(institution, person)).PostToLedger($"books/{book}/years/{year}/signatures", new { hash });

    public async Task<Reply> TryClose(string year = "2014-2015") => await (await Finance()).PostToLedger($"books/{book}/years/{year}/closing");

    /// <returns>The answer to the closing.</returns>
    public async Task<Reply> Close(string year = "2014-2015")
    {
        var hash = await Draft(year);
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await Sign(party, hash, year)).Is(201);
        }

        var closed = (await TryClose(year)).Is(200);
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await Sign(party, closed["root"].GetString()!, year)).Is(201);
        }

        return closed;
    }

    public async Task<Reply> Statement(string year = "2014-2015") => (await (await Finance()).AskLedger($"books/{book}/statement?year={year}")).Is(200);

    public async Task<string> State(string year = "2014-2015") => (await (await Finance()).AskLedger($"books/{book}/years")).Is(200).Json
        .EnumerateArray().Single(one => one.GetProperty("year").GetString() == year).GetProperty("state").GetString()!;

    /// <summary>What somebody may do with a year, as its view says.</summary>
    public async Task<string> Acts(string institution, int person = 2, string role = "finance", string year = "2014-2015") => string.Join(' ',
        (await (await house.As(institution, role, $"{institution}-finance-{person}")).AskLedger($"books/{book}/years")).Is(200).Json.EnumerateArray()
            .Single(one => one.GetProperty("year").GetString() == year).GetProperty("acts").EnumerateArray().Select(act => act.GetString()));

    /// <summary>Accounts that do not stand at zero, as <c>HG 2015-2016 180</c>.</summary>
    public async Task<string> Balance() => string.Join(", ", (await (await Finance()).AskLedger($"books/{book}/balance?asOf=2099-12-31")).Is(200)["accounts"].EnumerateArray()
        .Where(account => account.GetProperty("minutes").GetInt64() != 0)
        .Select(account => $"{account.GetProperty("institution").GetString()} {account.GetProperty("year").GetString()} {account.GetProperty("minutes").GetInt64()}"));

    /// <summary>The statement's lines as <c>late 7 reversal 100</c>.</summary>
    public static IEnumerable<string> Lines(Reply statement) => statement["lines"].EnumerateArray()
        .Select(line => $"{line.GetProperty("section").GetString()} {line.GetProperty("number").GetInt64()} {line.GetProperty("kind").GetString()} {line.GetProperty("minutes").GetInt32()}");
}
