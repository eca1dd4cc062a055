using System.Text;
using HourExchange.Ledger;
using RabbitMQ.Client;

namespace HourExchange.Tests.Kit.Acts;

/// <summary>A line of HETS and HG that both have confirmed, and of which the ledger never heard: its announcement is lost on the way.</summary>
internal sealed class LosingAnnouncement
{
    private const string Contract = "interventions.intervention-confirmed.v1";
    private const string Queue = "ledger.intervention-confirmed.v1";

    private readonly Broker _broker;
    private readonly BasicGetResult _lost;

    private LosingAnnouncement(Broker broker, BasicGetResult lost) => (_broker, _lost) = (broker, lost);

    /// <summary>The ledger stands still meanwhile, and goes on afterwards.</summary>
    /// <param name="path">The line's, as <c>interventions/ID</c>; nobody has confirmed it.</param>
    public static async Task<LosingAnnouncement> Of(House house, Broker broker, string path)
    {
        // Who is let in starts every service: they come before one is stopped.
        Institution[] approvers = [await house.As("HETS", "approver"), await house.As("HG", "approver")];
        await house.Stop(await house.Start(LedgerService.Host));
        foreach (var approver in approvers)
        {
            (await approver.Act($"{path}/confirmations", new { })).Is(200);
        }

        await Eventually.Equal(1u, () => broker.Count(Queue));
        var lost = (await broker.Take(Queue))!;
        await house.Start(LedgerService.Host);
        return new LosingAnnouncement(broker, lost);
    }

    /// <summary>What was lost comes after all, as it was.</summary>
    public Task Find() => _broker.PublishRaw(Contract, Contract, Encoding.UTF8.GetString(_lost.Body.Span), _lost.BasicProperties.MessageId);
}
