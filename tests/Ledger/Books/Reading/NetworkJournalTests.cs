using System.Globalization;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Ledger.Books.Reading;

/// <summary>Books of a generated network, their first year closed: hledger accepts each of them, whole and year by year.</summary>
[Trait("needs", "servers")]
public sealed class NetworkJournalTests(House house) : IClassFixture<House>
{
    private const int LinesEach = 40;
    private static readonly string[] Years = ["2014-2015", "2015-2016"];
    private static readonly string[] Domains = ["formation-de-base", "promotion", "formation-continue"];

    private static readonly (string Ref, string[] Parties)[] Books =
    [
        ("NET-1", ["HETS", "HG"]), ("NET-2", ["ISSM", "CG68"]), ("NET-3", ["HETS", "HG", "ISSM"]), ("NET-4", ["HETS", "HG", "ISSM", "CG68"]),
    ];

    [Fact]
    public async Task Hledger_accepts_every_book_and_year_with_its_closing_assertions()
    {
        var random = new Random(20150901);
        var operators = await house.As("*", "operator");
        foreach (var (code, kind) in new[] { ("HETS", "school"), ("HG", "agency"), ("ISSM", "school"), ("CG68", "agency") })
        {
            (await operators.Post("institutions", new { code, name = "Institution " + code, kind })).Is(201);
        }

        foreach (var (book, parties) in Books)
        {
            await Agree(book, parties);
            await Exchange(random, book, parties);
        }

        foreach (var (book, parties) in Books)
        {
            // Interventions may not have heard of the last postings yet: it is tried until it can be drafted.
            await ClosingYear.Close(house, book, Years[0], parties);
            var auditor = await house.As(parties[0], "auditor");
            foreach (var query in (string[])["", .. Years.Select(year => "?year=" + year)])
            {
                var journal = (await auditor.AskLedger($"books/{book}/journal{query}")).Is(200).Text;
                // Every account stands again at the end; those of the closed year once more, at zero.
                Assert.True(journal.Split('\n').Count(line => line.Contains(" min = ", StringComparison.Ordinal)) >= parties.Length, journal);
                var (code, error) = await Hledger.Check(journal);
                Assert.True(code == 0, $"{book}{query}: {error}");
            }
        }
    }

    private async Task Agree(string book, string[] parties)
    {
        var terms = Given.Agreement(book) with
        {
            Parties = parties,
            Signed = new DateOnly(2014, 9, 1),
            CarryCapMinutes = 120,
            Domains = Domains.ToDictionary(domain => domain, _ => new DomainTerms(new DateOnly(2014, 9, 1))),
        };
        await Agreeing.InForce(house, terms);
    }

    /// <summary>Lines of two years between all pairs, brought in by each lender and confirmed by all.</summary>
    private async Task Exchange(Random random, string book, string[] parties)
    {
        var lines = Enumerable.Range(1, LinesEach * parties.Length).Select(number =>
        {
            var pair = random.GetItems(parties, 2);
            var date = new DateOnly(2014, 9, 1).AddDays(random.Next(2 * 365));
            return (Lender: pair[0], Row: pair[0] == pair[1] ? null : Given.Row(
                $"{book}-{number}", date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), pair[0], pair[1], random.GetItems(Domains, 1)[0], "td",
                random.Next(1, 5).ToString(CultureInfo.InvariantCulture)));
        }).Where(line => line.Row is not null).ToList();
        foreach (var lender in lines.GroupBy(line => line.Lender, line => line.Row!))
        {
            var import = (await (await house.As(lender.Key, "registrar")).PostRaw($"imports?agreement={book}", Given.Csv([.. lender]))).Is(200)["import"].GetString();
            foreach (var party in parties)
            {
                (await (await house.As(party, "approver")).Post("interventions/confirmations", new { import })).Is(200);
            }
        }

        await Eventually.Equal(lines.Count, () => BookTables.Count(house, book));
    }
}
