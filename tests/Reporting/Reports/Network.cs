using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Reports;

/// <summary>Two to four institutions that give each other hours at random in the academic year 2014-2015.</summary>
internal sealed record Network(string Book, string[] Parties, IReadOnlyList<InterventionConfirmed> Lines)
{
    private static readonly string[] Institutions = ["HETS", "HG", "ISSM", "CG68"];
    private static readonly string[] Domains = ["formation-de-base", "promotion", "formation-continue"];
    private static readonly string[] Natures = ["cours", "td", "accompagnement"];

    /// <summary>Made from the seed, posted, and reported.</summary>
    public static async Task<Network> Posted(House house, int seed)
    {
        var random = new Random(seed);
        var book = $"NETWORK-{seed}";
        var parties = Institutions.Take(2 + (seed % 3)).ToArray();
        var lines = Enumerable.Range(1, 60 + random.Next(120)).Select(number => Confirmed(random, book, parties, number)).ToList();
        await Given.AgreementInForce(house, book, parties);
        var post = (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        await post.Handle([.. lines.Select(line => new Received<InterventionConfirmed>(Guid.CreateVersion7(), line))], default);
        await PrintedReports.Await(await house.As(parties[0], "finance"), book, "2014-2015", lines.Count);
        return new Network(book, parties, lines);
    }

    private static InterventionConfirmed Confirmed(Random random, string book, string[] parties, int number)
    {
        var lender = random.Next(parties.Length);
        var receiver = (lender + 1 + random.Next(parties.Length - 1)) % parties.Length;
        var minutes = 15 * (1 + random.Next(32));
        return Given.Confirmed(book: book, lender: parties[lender], receiver: parties[receiver], credited: minutes) with
        {
            Parties = parties,
            LendingReference = $"{book}-{number}",
            Domain = Domains[random.Next(Domains.Length)],
            Nature = Natures[random.Next(Natures.Length)],
            Date = new DateOnly(2014, 9, 1).AddDays(random.Next(365)),
            TaughtMinutes = minutes,
            Keys = [new TurnedKey(parties[lender], "a", DateTimeOffset.UnixEpoch, false), new TurnedKey(parties[receiver], "b", DateTimeOffset.UnixEpoch, random.Next(5) == 0)],
        };
    }
}
