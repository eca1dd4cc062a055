using HourExchange.Client.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>A list in steps as a program goes them: by the typed client, while the service judges by itself.</summary>
[Trait("needs", "servers")]
public sealed class ImportByClientTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_program_stores_a_list_waits_looks_and_accepts()
    {
        await Given.AgreementInForce(house);
        var registrar = (await house.ClientsOf("HETS", "registrar")).Interventions;
        using var file = new MemoryStream(Given.Csv([.. Enumerable.Range(1, 250).Select(index => Given.Row($"C-{index}")), Given.Row("C-bad", nature: "x")]));
        var stored = await registrar.StoreImportAsync("HETS-HG", file, idempotency_Key: "client-1");
        var import = stored.Is(202).Import;
        Assert.Equal($"/api/v1/imports/{import}", stored.Location);
        Assert.True(stored.Result.Stored!.ExpiresAt > TimeProvider.System.GetUtcNow().AddHours(23));

        await Eventually.Holds("the list is judged", async () => (await registrar.ReadImportAsync(import)).Is(200).State == "ready");
        var rows = new List<ImportRow>();
        int? after = null;
        do
        {
            var page = (await registrar.ListImportRowsAsync(import, after: after)).Is(200);
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(251, rows.Count);
        Assert.All(rows.Take(250), row => Assert.Equal(("new", 135), (row.Outcome, row.ExpectedCredit!.Minutes)));
        var fault = Assert.Single(Assert.Single((await registrar.ListImportRowsAsync(import, outcome: "fault")).Is(200).Rows).Faults);
        Assert.Equal((252, "Nature", "nature-unknown"), (fault.Row, fault.Column, fault.Code));

        Assert.Equal("import-rejected", (await registrar.AcceptImportAsync(import).Refused(422)).Result.Code);
        var accepted = (await registrar.AcceptImportAsync(import, partial: true, idempotency_Key: "client-2")).Is(200);
        Assert.Equal((250, 1, 0), (accepted.Accepted, accepted.Rejected.Count, accepted.Changed.Count));
        Assert.Equal(accepted.Import, (await registrar.AcceptImportAsync(import, partial: true, idempotency_Key: "client-2")).Is(200).Import);
        Assert.Equal("done", (await registrar.ReadImportAsync(import)).Is(200).State);
        Assert.Equal(250, (await (await house.ClientsOf("HETS", "approver")).Interventions.ConfirmInterventionsAsync(new ConfirmManyRequest { Import = import })).Is(200).Turned);
    }
}
