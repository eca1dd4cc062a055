using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Interventions.Lines;

[Trait("needs", "servers")]
public sealed class RegisterAndConfirmTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.agreement") == 0)
        {
            await Given.AgreementInForce(house);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_line_is_confirmed_by_two_institutions_in_either_order_and_never_by_who_registered_it()
    {
        // One person who is registrar and approver of the same institution.
        var id = (await (await house.As("HETS", "registrar", "HETS-both")).Post("interventions", Given.LineRequest("K-1"))).Is(201)["id"].GetString();
        (await (await house.As("HETS", "approver", "HETS-both")).Act($"interventions/{id}/confirmations", new { })).IsProblem(403, "registered-by-same-person");

        var hets = await house.As("HETS", "approver");
        (await hets.Act($"interventions/{id}/confirmations", new { })).Is(200);
        (await (await house.As("HG", "approver", "HETS-approver")).Act($"interventions/{id}/confirmations", new { })).IsProblem(403, "key-turned-by-same-person");
        (await (await house.As("HG", "approver", "HETS-both")).Act($"interventions/{id}/confirmations", new { })).IsProblem(403, "registered-by-same-person");
        (await hets.Act($"interventions/{id}/confirmations", new { })).IsProblem(409, "key-already-turned");
        var confirmed = (await (await house.As("HG", "approver")).Act($"interventions/{id}/confirmations", new { })).Is(200);
        Assert.Equal("confirmed", confirmed["state"].GetString());
        Assert.Equal(["HETS", "HG"], confirmed["keys"].EnumerateArray().Select(key => key.GetProperty("institution").GetString()));
        (await hets.Act($"interventions/{id}/confirmations", new { })).IsProblem(409, "key-already-turned");
    }

    [Fact]
    public async Task Who_begins_with_a_line_is_told_in_a_dry_run_and_when_the_answer_is_given_again()
    {
        var registrar = await house.As("HETS", "registrar");
        var request = System.Text.Json.Nodes.JsonNode.Parse(Given.Json(Given.LineRequest("BG-1")))!;
        (request["contributor"], request["coTeachers"]) = ("HG-B01", new System.Text.Json.Nodes.JsonArray("HG-B02"));
        Assert.Equal(["HG-B01", "HG-B02"], Begun((await registrar.Post("interventions?dryRun=true", request)).Is(200)));
        Assert.Equal(["HG-B01", "HG-B02"], Begun((await registrar.Post("interventions", request, idempotencyKey: "bg-1")).Is(201)));
        Assert.Equal(["HG-B01", "HG-B02"], Begun((await registrar.Post("interventions", request, idempotencyKey: "bg-1")).Is(201)));
        Assert.Empty(Begun((await registrar.Post("interventions", request)).Is(200)));
        (request["reference"], request["coTeachers"]) = ("BG-2", null);
        Assert.Empty(Begun((await registrar.Post("interventions", request)).Is(201)));
        // Another institution's code is another person.
        (request["reference"], request["lendingInstitution"], request["receivingInstitution"]) = ("BG-3", "HETS", "HG");
        Assert.Equal(["HG-B01"], Begun((await registrar.Post("interventions", request)).Is(201)));

        static IEnumerable<string?> Begun(Reply reply) => reply["newContributors"].EnumerateArray().Select(code => code.GetString()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_line_that_changed_since_it_was_read_is_not_confirmed_unseen()
    {
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("E-1"))).Is(201)["id"].GetString();
        var approver = await house.As("HG", "approver");
        var read = (await approver.Get($"interventions/{id}")).Is(200);
        Assert.Equal("\"1\"", read.ETag);
        (await approver.Act($"interventions/{id}/confirmations", new { revision = 2 })).IsProblem(409, "revision-changed");
        (await (await house.As("HETS", "approver")).Post($"interventions/{id}/confirmations", new { }, ifMatch: read.ETag)).Is(200);
        (await approver.Post($"interventions/{id}/confirmations", new { }, ifMatch: read.ETag)).IsProblem(412, "line-changed");
    }

    [Fact]
    public async Task Two_approvers_at_once_confirm_a_line_once()
    {
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("R-1"))).Is(201)["id"].GetString();
        var approvers = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => house.As(index % 2 == 0 ? "HG" : "HETS", "approver", $"approver-{index}")));
        var first = await Task.WhenAll(approvers.Select(approver => approver.Post($"interventions/{id}/confirmations", new { }, ifMatch: "\"1\"")));
        Assert.Equal(1, first.Count(reply => reply.Status == 200));
        Assert.Equal(7, first.Count(reply => reply.Code == "line-changed"));
        (await approvers[0].Post($"interventions/{id}/confirmations", new { })).IsProblem(428, "etag-missing");
        var second = await Task.WhenAll(approvers.Select(approver => approver.Post($"interventions/{id}/confirmations", new { }, ifMatch: "\"2\"")));
        Assert.Equal(1, second.Count(reply => reply.Status == 200));
        Assert.All(second.Where(reply => reply.Status != 200), reply => Assert.True(reply.Code is "key-already-turned" or "line-changed", reply.Text));
        Assert.Equal(1, await house.Scalar<long>(InterventionsService.Host, "select count(*) from plumbing.outbox where contract = 'interventions.intervention-confirmed.v1' and body like '%' || @id || '%'", new { id }));
    }

    [Theory]
    [InlineData("quantity-not-positive", "2014-10-01", "cours", "0")]
    [InlineData("minutes-over-a-day", "2014-10-01", "cours", "25")]
    [InlineData("minutes-not-whole", "2014-10-01", "cours", "0.01")]
    [InlineData("date-outside-agreement", "2010-10-01", "cours", "1")]
    [InlineData("nature-unknown", "2014-10-01", "atelier", "1")]
    public async Task A_bad_line_gets_a_problem_and_nothing_is_written(string code, string date, string nature, string quantity)
    {
        var before = await Lines();
        var reply = await (await house.As("HETS", "registrar")).Post(
            "interventions", Given.LineRequest(null, date: date, nature: nature, quantity: decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)));
        reply.IsProblem(422, code);
        Assert.Equal(before, await Lines());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"agreement\":\"HETS-HG\"}")]
    [InlineData("{\"agreement\":1}")]
    public async Task A_body_that_does_not_fit_gets_400(string body) =>
        (await (await house.As("HETS", "registrar")).PostRaw("interventions", System.Text.Encoding.UTF8.GetBytes(body), "application/json")).Is(400);

    [Fact]
    public async Task A_misspelt_field_is_refused_rather_than_lost() => (await (await house.As("HETS", "registrar")).PostRaw(
        "interventions", System.Text.Encoding.UTF8.GetBytes(Given.Json(Given.LineRequest(null)).Replace("sourcing", "sourcng", StringComparison.Ordinal)), "application/json")).IsProblem(400, "body-invalid");

    [Fact]
    public async Task Text_that_cannot_be_stored_gets_400_wherever_it_stands()
    {
        (await (await house.As("*", "operator")).Post("institutions", new { code = "NUL", name = "a\0b", kind = "school" })).IsProblem(400, "text-invalid");
        (await (await house.As("HETS", "management")).Post("agreements/HETS-HG/consents", new { hash = "a\0b" })).IsProblem(400, "text-invalid");
        (await (await house.As("HETS", "registrar")).PostRaw("imports?agreement=a%00b", Given.Csv(Given.Row()))).IsProblem(400, "text-invalid");
        (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("a\0b"))).IsProblem(422, "reference-invalid");
        (await (await house.As("HETS", "management")).Get("agreements/HETS-HG/terms?on=9999-12-31")).IsProblem(422, "no-terms-in-force");
    }

    [Fact]
    public async Task The_same_reference_with_the_same_content_is_the_same_line_and_with_other_content_a_fault()
    {
        var registrar = await house.As("HETS", "registrar");
        var first = (await registrar.Post("interventions", Given.LineRequest("D-1"))).Is(201)["id"].GetString();
        Assert.Equal(first, (await registrar.Post("interventions", Given.LineRequest("D-1"))).Is(200)["id"].GetString());
        (await registrar.Post("interventions", Given.LineRequest("D-1", quantity: 3))).IsProblem(422, "reference-known");
    }

    [Fact]
    public async Task The_other_party_s_registration_of_the_same_line_under_the_same_reference_is_that_line()
    {
        var first = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("B-1"))).Is(201)["id"].GetString();
        var hg = await house.As("HG", "registrar");
        var second = (await hg.Post("interventions", Given.LineRequest("B-1"))).Is(200);
        Assert.Equal(first, second["id"].GetString());
        Assert.Equal(2, second["references"].GetArrayLength());
        Assert.Equal(first, (await hg.Post("interventions", Given.LineRequest("B-1"))).Is(200)["id"].GetString());
        // Who registered it for HG has registered it, even if HETS was first.
        (await (await house.As("HG", "approver", "HG-registrar")).Act($"interventions/{first}/confirmations", new { })).IsProblem(403, "registered-by-same-person");
        // HG numbers as it likes: other content under a reference of HETS's is another line.
        Assert.NotEqual(first, (await hg.Post("interventions", Given.LineRequest("B-2", quantity: 3))).Is(201)["id"].GetString());
    }

    [Fact]
    public async Task A_request_sent_again_under_its_key_gets_the_same_answer_and_another_body_under_it_422()
    {
        var registrar = await house.As("HETS", "registrar");
        var before = await Lines();
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => registrar.Post("interventions", Given.LineRequest(null), "key-1")));
        Assert.All(replies, reply => Assert.Equal(replies[0].Text, reply.Is(201).Text));
        Assert.Equal(before + 1, await Lines());
        (await registrar.Post("interventions", Given.LineRequest(null, quantity: 3), "key-1")).IsProblem(422, "idempotency-key-reused");
        (await (await house.As("HG", "registrar")).Post("interventions", Given.LineRequest(null), "key-1")).Is(201);
        (await registrar.Post("interventions", Given.LineRequest(null), new string('k', 129))).IsProblem(400, "idempotency-key-too-long");
    }

    [Fact]
    public async Task Who_is_no_party_sees_nothing_and_who_lacks_the_role_is_told_before_any_look_up()
    {
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("N-1"))).Is(201)["id"].GetString();
        (await (await house.As("ISSM", "auditor")).Get($"interventions/{id}")).IsProblem(404, "intervention-not-found");
        (await (await house.As("ISSM", "registrar")).Post("interventions", Given.LineRequest("N-2"))).IsProblem(404, "agreement-not-found");
        (await (await house.As("ISSM", "approver")).Act($"interventions/{id}/confirmations", new { })).IsProblem(404, "intervention-not-found");
        (await (await house.As("ISSM", "management")).Get("agreements/HETS-HG")).IsProblem(404, "agreement-not-found");
        (await (await house.As("ISSM", "management")).Post("agreements/HETS-HG/consents", new { hash = "x" })).IsProblem(404, "agreement-not-found");
        (await (await house.As("HETS", "finance")).Post("interventions", Given.LineRequest("N-3"))).IsProblem(403, "role-missing");
        (await (await house.As("HETS", "registrar")).Act($"interventions/{Guid.NewGuid()}/confirmations", new { })).IsProblem(403, "role-missing");
        (await (await house.As("*", "operator")).Get($"interventions/{id}")).IsProblem(403, "role-missing");
        (await (await house.As("HETS", "auditor")).Get("nothing-here")).IsProblem(404, "path-unknown");
        (await (await house.As("HETS", "auditor")).Get("imports")).IsProblem(405, "method-not-allowed");
        (await (await house.As("HETS", "management")).Post("institutions", new { code = "X", name = "X", kind = "school" })).IsProblem(403, "role-missing");
    }

    [Fact]
    public async Task Tokens_that_are_absent_expired_unsigned_or_for_somebody_else_get_401()
    {
        var anyone = await house.As("HETS", "registrar");
        var good = TestKeys.Token("HETS", "registrar");
        var parts = good.Split('.');
        var unsigned = $"{Convert.ToBase64String("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8).TrimEnd('=')}.{parts[1]}.";
        using var stranger = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var forged = HourExchange.Plumbing.Security.DevelopmentTokens.Sign(
            stranger, new("HETS", "registrar", "x"), TimeProvider.System.GetUtcNow(), HourExchange.Plumbing.Security.TokenSettings.Audience);
        foreach (var token in new[]
        {
            null, "", "nonsense", unsigned, forged, parts[0] + "." + parts[1] + ".",
            TestKeys.Token("HETS", "registrar", issued: TimeProvider.System.GetUtcNow().AddHours(-13)), TestKeys.Token("HETS", "registrar", audience: "another"),
        })
        {
            (await anyone.WithToken(token).Post("interventions", Given.LineRequest("T-1"))).IsProblem(401, "token-invalid");
        }
    }

    [Fact]
    public async Task A_line_without_an_answer_for_five_minutes_is_announced_again_under_its_own_id()
    {
        var registrar = await house.As("HETS", "registrar");
        var approvers = new[] { await house.As("HETS", "approver"), await house.As("HG", "approver") };
        await house.Stop(await house.Start(LedgerService.Host));
        var id = (await registrar.Post("interventions", Given.LineRequest("U-1"))).Is(201)["id"].GetString()!;
        await Confirm(id, approvers);
        await IsAnnouncedAgain(id);
    }

    [Fact]
    public async Task A_cancellation_without_an_answer_for_five_minutes_is_announced_again_too_and_reversed_once()
    {
        await Given.AgreementInForce(house, "AGAIN");
        var registrar = await house.As("HETS", "registrar");
        var approvers = new[] { await house.As("HETS", "approver"), await house.As("HG", "approver") };
        var id = (await registrar.Post("interventions", Given.LineRequest("U-2", "AGAIN"))).Is(201)["id"].GetString()!;
        await Confirm(id, approvers);
        await Eventually.Equal(180, () => BookTables.Balance(house, "HG", "AGAIN"));
        await Eventually.Equal("1", async () => (await registrar.Get($"interventions/{id}"))["postingNumber"].ToString());

        await house.Stop(await house.Start(LedgerService.Host));
        (await registrar.Act($"interventions/{id}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        await Confirm(id, approvers);
        Assert.Equal("cancelled", (await registrar.Get($"interventions/{id}"))["state"].GetString());
        await IsAnnouncedAgain(id);

        await house.Start(LedgerService.Host);
        await Eventually.Equal("2", async () => (await registrar.Get($"interventions/{id}"))["postingNumber"].ToString());
        Assert.Equal((0, 2), (await BookTables.Balance(house, "HG", "AGAIN"), await BookTables.Count(house, "AGAIN")));
    }

    private static async Task Confirm(string id, params IEnumerable<Institution> approvers)
    {
        foreach (var approver in approvers)
        {
            (await approver.Act($"interventions/{id}/confirmations", new { })).Is(200);
        }
    }

    /// <summary>With no ledger there is no answer, whoever waits.</summary>
    private async Task IsAnnouncedAgain(string id)
    {
        await Eventually.Equal(0L, () => Unsent(id));
        var before = await Announced(id);
        var again = (await house.Start(InterventionsService.Host)).Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .OfType<HourExchange.Interventions.Lines.Confirming.SendUnansweredAgain>().Single();
        Assert.Equal(0, await again.SendAgain());
        await house.Execute(InterventionsService.Host, "update interventions.intervention set confirmation_sent_at = now() - interval '6 minutes' where id = @id::uuid", new { id });
        Assert.Equal(1, await again.SendAgain());
        await Eventually.Equal(0L, () => Unsent(id));
        Assert.Equal(before, await Announced(id));
        Assert.Equal(0, await again.SendAgain());
    }

    private Task<long> Lines() => house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.intervention");

    private Task<string> Announced(string id) => house.Scalar<string>(
        InterventionsService.Host, "select string_agg(message_id::text, ',' order by sequence) from plumbing.outbox where contract = 'interventions.intervention-confirmed.v1' and body like '%' || @id || '%'", new { id });

    private Task<long> Unsent(string id) => house.Scalar<long>(
        InterventionsService.Host, "select count(*) from plumbing.outbox where contract = 'interventions.intervention-confirmed.v1' and sent_at is null and body like '%' || @id || '%'", new { id });
}
