using System.Text.Json;
using HourExchange.Interventions;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Waiting;

[Trait("needs", "servers")]
public sealed class WaitingTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Each_role_sees_what_waits_for_it_and_nothing_else()
    {
        await Given.AgreementInForce(house, "WAIT");
        var (requested, approved, declined) = (await Register("W-1", "requested"), await Register("W-2", "requested"), await Register("W-3", "requested"));
        var (delivered, disputed, refused) = (await Register("W-4"), await Register("W-5"), await Register("W-6"));
        var lender = await house.As("HG", "approver");
        (await lender.Act($"interventions/{approved}/approvals", new { })).Is(200);
        (await lender.Act($"interventions/{declined}/declines", new { reason = "Absent" })).Is(200);
        (await lender.Act($"interventions/{disputed}/disputes", new { reason = "Not on that day", proposedMinutes = 75 })).Is(200);
        await house.Execute(InterventionsService.Host, "update interventions.intervention set posting_refused = 'book-unknown' where id = @id", new { id = Guid.Parse(refused) });
        await house.Execute(InterventionsService.Host, """
            insert into interventions.proposed_change (id, intervention, institution, proposed_by, proposed_at, content, content_hash)
            values (@id, @line, 'HG', 'HG-registrar', now(), '{}', '\x00')
            """, new { id = Guid.NewGuid(), line = Guid.Parse(delivered) });

        Assert.Equal(
            [$"requests-to-approve {requested}", $"lines-to-confirm {delivered}, {refused}", "cancellations-to-confirm ", "disputed-lines "],
            Told(await Waiting("HG", "approver")));
        // Who wrote last in a dispute waits for the other.
        Assert.Equal([disputed], (await Waiting("HETS", "approver"))["disputed-lines"]);
        // Who registered a line does not confirm it, in whatever role.
        Assert.Empty((await Waiting("HETS", "approver", "HETS-registrar"))["lines-to-confirm"]);
        Assert.Empty((await Waiting("HETS", "approver"))["requests-to-approve"]);
        (await lender.Act($"interventions/{delivered}/confirmations", new { })).Is(200);
        Assert.Equal([refused], (await Waiting("HG", "approver"))["lines-to-confirm"]);
        Assert.Equal([delivered, refused], (await Waiting("HETS", "approver"))["lines-to-confirm"]);

        Assert.Equal(
            [$"approved-and-past {approved}", $"declined-requests {declined}", $"refused-by-ledger {refused}", $"disputed-lines {disputed}", $"proposed-changes {delivered}"],
            Told(await Waiting("HETS", "registrar")));
        Assert.Empty((await Waiting("HG", "registrar"))["declined-requests"]);
        Assert.Equal(["open-lines 4 0", "disputed-lines 1 0"], await Counts("HETS", "finance"));
        Assert.Equal(["open-lines 4 0", "disputed-lines 1 0"], await Counts("HG", "auditor"));
        Assert.Equal(["open-lines 0 0", "disputed-lines 0 0"], await Counts("ISSM", "auditor"));
        (await (await house.As("*", "operator")).Get("waiting")).IsProblem(403, "role-missing");

        // Who teaches stands beside the code, and what a dispute proposes.
        Assert.InRange((await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = "HG-031", name = "Zzqh Brevforg" })).Status, 200, 201);
        var item = (await (await house.As("HETS", "registrar")).Get("waiting")).Is(200)["waiting"].EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "disputed-lines").GetProperty("items")[0];
        Assert.Equal(("Zzqh Brevforg", 75), (item.GetProperty("contributorName").GetString(), item.GetProperty("proposedMinutes").GetInt32()));

        // What is posted is cancelled by both keys.
        (await (await house.As("HETS", "approver")).Act($"interventions/{delivered}/confirmations", new { })).Is(200);
        (await (await house.As("HG", "registrar")).Act($"interventions/{delivered}/cancellations", new { reason = "It did not take place" })).Is(200);
        Assert.Equal([delivered], (await Waiting("HETS", "approver"))["cancellations-to-confirm"]);
        Assert.Equal([refused], (await Waiting("HETS", "approver"))["lines-to-confirm"]);
    }

    [Fact]
    public async Task Management_sees_the_consents_it_owes_and_the_actions_it_is_late_with()
    {
        await Given.AgreementInForce(house, "STEER", ["HETS", "CG68"]);
        var management = await house.As("HETS", "management");
        var pending = (await management.Post("agreements", Given.Agreement("PENDING") with { Parties = ["HETS", "CG68"] })).Is(201);
        (await management.Post("agreements/PENDING/consents", new { hash = pending["hash"].GetString() })).Is(201);
        (await management.Post("agreements/STEER/actions", new { text = "Name the delegates", responsible = "CG68", dueOn = "2015-01-31" })).Is(201);
        (await management.Post("agreements/STEER/actions", new { text = "Later", responsible = "CG68", dueOn = "2199-01-31" })).Is(201);

        var mine = (await (await house.As("CG68", "management")).Get("waiting")).Is(200)["waiting"].EnumerateArray().ToDictionary(kind => kind.GetProperty("kind").GetString()!);
        Assert.Equal("PENDING", Assert.Single(mine["consents-to-give"].GetProperty("items").EnumerateArray()).GetProperty("agreement").GetString());
        var action = Assert.Single(mine["overdue-actions"].GetProperty("items").EnumerateArray());
        Assert.Equal("Name the delegates", action.GetProperty("subject").GetString());
        var link = action.GetProperty("link").GetString()!["/api/v1/".Length..];
        Assert.Equal("Name the delegates", (await management.Get(link)).Is(200)["actions"][0].GetProperty("text").GetString());
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var near = AgreementDeadlines.Of(Given.InForce().TermsAt(today)!, null, today).Count(deadline => deadline is { Kind: "notice", Alert: true });
        Assert.Equal(near, mine["deadlines-near"].GetProperty("count").GetInt32());
        Assert.Equal(["consents-to-give 0 0", "overdue-actions 0 0"], (await Counts("HETS", "management")).Take(2));
    }

    private static IEnumerable<string> Told(Dictionary<string, List<string>> waiting) => waiting.Select(kind => $"{kind.Key} {string.Join(", ", kind.Value)}");

    private async Task<string> Register(string reference, string state = "delivered")
    {
        var line = JsonSerializer.SerializeToNode(Given.LineRequest(reference, "WAIT"))!.AsObject();
        line["state"] = state;
        return (await (await house.As("HETS", "registrar")).Post("interventions", line)).Is(201)["id"].GetString()!;
    }

    /// <summary>The ids of the lines by kind.</summary>
    private async Task<Dictionary<string, List<string>>> Waiting(string institution, string role, string? subject = null)
    {
        var reader = await house.As(institution, role, subject);
        var reply = (await reader.Get("waiting")).Is(200);
        Assert.Equal(role, reply["role"].GetString());
        var waiting = reply["waiting"].EnumerateArray().ToDictionary(
            kind => kind.GetProperty("kind").GetString()!,
            kind => kind.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList());
        foreach (var (kind, lines) in waiting)
        {
            // What is counted there is listed here.
            var listed = (await reader.Get($"interventions?waiting={kind}")).Is(200)["interventions"].EnumerateArray().Select(line => line.GetProperty("id").GetString()!);
            Assert.Equal(lines, listed);
        }

        return waiting;
    }

    private async Task<List<string>> Counts(string institution, string role) =>
        [.. (await (await house.As(institution, role)).Get("waiting")).Is(200)["waiting"].EnumerateArray().Select(kind =>
            $"{kind.GetProperty("kind").GetString()} {kind.GetProperty("count").GetInt64()} {kind.GetProperty("items").GetArrayLength()}")];
}
