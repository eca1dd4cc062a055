using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Reports;

/// <summary>A book of postings of every kind, over years, as the ledger tells of it: lines and late ones, reversals of each kind, closings with both rows of their carries.</summary>
internal sealed class GeneratedBook(int seed, string book, string[] parties, string yearStart)
{
    private static readonly string[] Domains = ["formation-de-base", "promotion", "formation-continue"];
    private static readonly string[] Natures = ["cours", "td", "accompagnement"];
    private static readonly string[] Consented = ["opening", "adjustment", "compensation", "settlement"];

    private readonly Random _random = new(seed);
    private readonly List<Posting> _postings = [];

    public int Postings => _postings.Count;

    /// <summary>Tells Reporting of the agreement, whose tariffs and basis change within the years, and of its book.</summary>
    public async Task Tell(House house)
    {
        var services = (await house.Start(ReportingService.Host)).Services;
        var first = Given.Agreement(book) with { Parties = parties, YearStart = yearStart };
        var second = first with { TariffBasis = "credited", Natures = first.Natures.ToDictionary(nature => nature.Key, nature => nature.Value with { Tariff = nature.Key == "td" ? "71.35" : nature.Value.Tariff }) };
        await services.GetRequiredService<IBatchHandler<AgreementTermsChanged>>().Handle([new Received<AgreementTermsChanged>(Guid.CreateVersion7(), new AgreementTermsChanged(
            book, 2, first.Signed, parties, "CHF", StrictJson.Write(second), new string('0', 64),
            [new DatedTerms(first.Signed, StrictJson.Write(first)), new DatedTerms(new DateOnly(2015, 2, 1), StrictJson.Write(second))], null, 2))], default);

        foreach (var year in new[] { 2013, 2014, 2015 })
        {
            Play(LabelledYear.Of(new DateOnly(year, 12, 1), YearStart.Parse(yearStart)));
        }

        await services.GetRequiredService<IBatchHandler<HoursPosted>>().Handle([.. _postings.Chunk(50).Select((few, index) => new Received<HoursPosted>(Guid.CreateVersion7(), new HoursPosted(
            book, parties, few[0].Number, few[^1].Number, index == 0 ? new string('0', 64) : Hash(few[0].Number - 1), few[^1].Hash, few)))], default);
    }

    private static string Hash(long number) => ContentHash.Of($"{number}");

    private void Play(LabelledYear year)
    {
        foreach (var _ in Enumerable.Range(0, 15 + _random.Next(15)))
        {
            var day = year.FirstDay.AddDays(_random.Next(365));
            switch (_random.Next(6))
            {
                case 0 when _postings.Where(one => one.Year == year.Label && one.Reverses is null && _postings.All(other => other.Reverses != one.Number)).ToList() is { Count: > 0 } standing:
                    var undone = standing[_random.Next(standing.Count)];
                    Add(undone with { Kind = "reversal", Debit = undone.Credit, Credit = undone.Debit, Reverses = undone.Number });
                    break;
                case 1:
                    Move(Consented[_random.Next(Consented.Length)], year, day);
                    break;
                case 2:
                    // Of an earlier year, posted when that one was signed.
                    Teach(year, year.FirstDay.AddDays(-1 - _random.Next(300)), year.FirstDay);
                    break;
                default:
                    Teach(year, day, day);
                    break;
            }
        }

        Carry(year);
    }

    private void Teach(LabelledYear year, DateOnly lineDate, DateOnly valueDate)
    {
        var (lender, receiver) = Pair();
        var domain = Domains[_random.Next(Domains.Length)];
        var taught = 15 * (1 + _random.Next(20));
        var (numerator, denominator) = ((int, int)[])[(3, 2), (1, 1), (2, 3)] is var all ? all[_random.Next(3)] : default;
        Add(new Posting(
            0, "intervention", Guid.CreateVersion7(), 1, new(receiver, lender, domain, year.Label), new(lender, receiver, domain, year.Label), ((2 * taught * numerator) + denominator) / (2 * denominator),
            $"{book}-{_postings.Count}", null, $"{lender}-031", Natures[_random.Next(Natures.Length)], "1", "heure", taught, numerator, denominator, 1, "direct", true, [], year.Label,
            lineDate, valueDate, DateTimeOffset.UnixEpoch, null, ""));
    }

    private void Move(string kind, LabelledYear year, DateOnly day)
    {
        var (credit, debit) = Pair();
        var domain = Domains[_random.Next(Domains.Length)];
        Add(Row(kind, year, new(debit, credit, domain, year.Label), new(credit, debit, domain, year.Label), day));
    }

    /// <summary>Both rows, one of each side, dated the next year's first day.</summary>
    private void Carry(LabelledYear year)
    {
        var next = LabelledYear.From(year.FirstDay.AddYears(1));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var (one, other) = Pair();
            var domain = Domains[_random.Next(Domains.Length)];
            PostingAccount Of(string party, string counterpart, string label) => new(party, counterpart, domain, label);
            var carried = Row("carry-forward", year, Of(one, other, year.Label), Of(one, other, next.Label), next.FirstDay);
            Add(carried);
            Add(carried with { Debit = Of(other, one, next.Label), Credit = Of(other, one, year.Label) });
        }
    }

    private Posting Row(string kind, LabelledYear year, PostingAccount debit, PostingAccount credit, DateOnly day) => new(
        0, kind, Guid.CreateVersion7(), 1, debit, credit, 1 + _random.Next(300), null, null, null, null, null, null, null, null, null, null, null, null, [], year.Label,
        day, day, DateTimeOffset.UnixEpoch, null, "");

    private void Add(Posting posting) => _postings.Add(posting with { Number = _postings.Count + 1, Hash = Hash(_postings.Count + 1) });

    private (string One, string Other) Pair()
    {
        var one = _random.Next(parties.Length);
        return (parties[one], parties[(one + 1 + _random.Next(parties.Length - 1)) % parties.Length]);
    }
}
