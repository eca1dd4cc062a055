using HourExchange.Ledger;
using HourExchange.Plumbing.Broker;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Receiving;

/// <summary>Poison on the wire: stored with its reason, the rest goes on.</summary>
[Trait("needs", "servers")]
public sealed class RejectedMessageTests(House house) : IClassFixture<House>
{
    private const string Exchange = "interventions.intervention-confirmed.v1";

    [Fact]
    public async Task Poison_inside_a_batch_is_stored_with_its_reason_and_the_rest_is_posted()
    {
        await house.Start(LedgerService.Host);
        await using var broker = await Broker.Connect(house);
        var good = System.Text.Json.JsonSerializer.Serialize(Given.Confirmed(book: "POISON"), Wire.Json);
        await broker.Publish(Given.Confirmed(book: "POISON"));
        await broker.PublishRaw(Exchange, Exchange, "not JSON at all", Guid.NewGuid().ToString());
        await broker.PublishRaw(Exchange, Exchange, "{\"line\":1}", Guid.NewGuid().ToString());
        await broker.PublishRaw(Exchange, Exchange, "", Guid.NewGuid().ToString());
        await broker.PublishRaw(Exchange, Exchange, "null", Guid.NewGuid().ToString());
        await broker.PublishRaw(Exchange, "somebody.else.v7", "{\"foreign\":1}", Guid.NewGuid().ToString());
        await broker.PublishRaw(Exchange, null, good, Guid.NewGuid().ToString());
        await broker.PublishRaw(Exchange, "a\0b", good, Guid.NewGuid().ToString());
        await broker.PublishRaw(Exchange, Exchange, good, null);
        // Good JSON that the database cannot take: the batch splits down to it.
        await broker.PublishRaw(Exchange, Exchange, good.Replace("\"HG-1\"", "\"a\\u0000b\"", StringComparison.Ordinal), Guid.NewGuid().ToString());
        await broker.Publish(Given.Confirmed(book: "POISON"));

        await Eventually.Equal(2L, () => BookTables.Count(house, "POISON"));
        await Eventually.Equal("body-undecodable 4,contract-unknown 3,message-failed 1,message-id-missing 1", () => house.Scalar<string>(LedgerService.Host,
            "select string_agg(code || ' ' || count, ',' order by code) from (select code, count(*) from plumbing.rejected_message where code <> 'credited-minutes-wrong' group by code) as codes"));
        Assert.Equal("not JSON at all", await house.Scalar<string>(LedgerService.Host, "select body from plumbing.rejected_message where body like 'not%'"));
        Assert.Equal(good, await house.Scalar<string>(LedgerService.Host, "select body from plumbing.rejected_message where code = 'message-id-missing'"));
        Assert.Equal(0u, await broker.Count("ledger.intervention-confirmed.v1"));
        Assert.Equal(0, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.inbox join plumbing.rejected_message using (message_id) where replayed_at is null"));
    }

    [Fact]
    public async Task A_refused_message_is_replayed_from_the_table_by_the_operator()
    {
        await house.Start(LedgerService.Host);
        await using var broker = await Broker.Connect(house);
        var bad = Given.Confirmed(book: "REPLAY") with { CreditedMinutes = 91 };
        var id = Guid.CreateVersion7();
        await broker.Publish(bad, id);
        await Eventually.Equal(1L, () => house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.rejected_message where message_id = @id", new { id }));

        var operators = await house.As("*", "operator");
        var listed = (await operators.AskLedger("rejected-messages")).Is(200)["rejected"].EnumerateArray().Single(message => message.GetProperty("messageId").ToString() == id.ToString());
        Assert.Equal("credited-minutes-wrong", listed.GetProperty("code").GetString());
        Assert.False(listed.TryGetProperty("body", out _));
        var rejected = listed.GetProperty("id").GetString();
        (await operators.PostToLedger($"rejected-messages/{rejected}/replays")).IsProblem(409, "message-refused-again");

        // What was wrong is mended where it was wrong.
        await house.Execute(LedgerService.Host, "update plumbing.rejected_message set body = replace(body, '\"creditedMinutes\":91', '\"creditedMinutes\":90') where message_id = @id", new { id });
        (await operators.PostToLedger($"rejected-messages/{rejected}/replays")).Is(200);
        Assert.Equal(1, await BookTables.Count(house, "REPLAY"));
        (await operators.PostToLedger($"rejected-messages/{rejected}/replays")).IsProblem(404, "rejected-message-not-found");
        (await (await house.As("HETS", "finance")).AskLedger("rejected-messages")).IsProblem(403, "role-missing");
    }
}
