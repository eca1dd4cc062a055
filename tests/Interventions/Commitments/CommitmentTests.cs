using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Commitments;

[Trait("needs", "servers")]
public sealed class CommitmentTests(House house) : IClassFixture<House>, IAsyncLifetime
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
    public async Task A_commitment_has_a_state_and_one_remark_a_year()
    {
        var hets = await house.As("HETS", "management");
        var commitment = (await hets.Post("agreements/HETS-HG/commitments", new { kind = "joint-event", text = "Journée commune", domain = "formation-continue" })).Is(201)["id"].GetString();
        (await hets.Post("agreements/HETS-HG/commitments", new { kind = "gift", text = "X" })).IsProblem(422, "commitment-kind-unknown");
        (await hets.Post("agreements/HETS-HG/commitments", new { kind = "other", text = "X", domain = "danse" })).IsProblem(422, "domain-unknown");
        (await hets.Post("agreements/HETS-HG/commitments", new { kind = "other", text = "X", owedBy = "ISSM" })).IsProblem(422, "institution-unknown");
        (await (await house.As("HETS", "finance")).Post("agreements/HETS-HG/commitments", new { kind = "other", text = "X" })).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "management")).Post("agreements/HETS-HG/commitments", new { kind = "other", text = "X" })).IsProblem(404, "agreement-not-found");

        var path = $"agreements/HETS-HG/commitments/{commitment}";
        Assert.Equal(2, (await hets.Post(path + "/states", new { state = "running" })).Is(201)["revision"].GetInt32());
        (await hets.Post(path + "/states", new { state = "running" })).IsProblem(409, "commitment-state-unchanged");
        (await hets.Post(path + "/states", new { state = "lost" })).IsProblem(422, "commitment-state-unknown");
        (await hets.Post(path + "/remarks", new { year = "2014-2015", text = "Reportée." })).Is(201);
        (await hets.Post(path + "/remarks", new { year = "2014-2015", text = "Tenue en mai." })).Is(201);
        (await hets.Post(path + "/remarks", new { year = "2014-2015", text = "Tenue en mai." })).Is(200);
        (await hets.Post(path + "/remarks", new { year = "2014", text = "X" })).IsProblem(422, "year-unknown");
        (await hets.Post($"agreements/HETS-HG/commitments/{Guid.CreateVersion7()}/remarks", new { year = "2014-2015", text = "X" })).IsProblem(404, "commitment-not-found");

        var seen = (await (await house.As("HG", "auditor")).Get("agreements/HETS-HG/commitments")).Is(200)["commitments"].EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == commitment);
        Assert.Equal("running", seen.GetProperty("state").GetString());
        Assert.Equal("""[{"year":"2014-2015","text":"Tenue en mai."}]""", seen.GetProperty("remarks").GetRawText());
        Assert.Equal(2, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.commitment_remark"));
        // Recorded, running, and two remarks: each tells the whole.
        var told = await house.Scalar<string>(InterventionsService.Host, """
            select string_agg(concat_ws(' ', body::jsonb ->> 'revision', body::jsonb ->> 'state', body::jsonb ->> 'text', body::jsonb -> 'remarks' -> 0 ->> 'text'), '; ' order by sequence)
            from plumbing.outbox where contract = 'interventions.commitment-changed.v1' and body::jsonb ->> 'commitment' = @commitment
            """, new { commitment });
        Assert.Equal(
            "1 planned Journée commune; 2 running Journée commune; 3 running Journée commune Reportée.; 4 running Journée commune Tenue en mai.", told);
    }

    [Fact]
    public async Task A_commitment_says_which_party_owes_it_or_that_all_do()
    {
        var hg = await house.As("HG", "management");
        var one = (await hg.Post("agreements/HETS-HG/commitments", new { kind = "recruitment-priority", text = "Postes ouverts d'abord", owedBy = "HETS" })).Is(201);
        var all = (await hg.Post("agreements/HETS-HG/commitments", new { kind = "other", text = "Ensemble", owedBy = (string?)null })).Is(201);
        Assert.Equal(("HETS", null), (one["owedBy"].GetString(), all["owedBy"].GetString()));

        var seen = (await (await house.As("HETS", "registrar")).Get("agreements/HETS-HG/commitments")).Is(200)["commitments"].EnumerateArray()
            .ToDictionary(commitment => commitment.GetProperty("id").GetString()!, commitment => commitment.GetProperty("owedBy").GetString());
        Assert.Equal(("HETS", null), (seen[one["id"].GetString()!], seen[all["id"].GetString()!]));
        Assert.Equal("HETS, all", await house.Scalar<string>(InterventionsService.Host, """
            select string_agg(coalesce(body::jsonb ->> 'owedBy', 'all'), ', ' order by sequence)
            from plumbing.outbox where contract = 'interventions.commitment-changed.v1' and body::jsonb ->> 'commitment' in (@one, @all)
            """, new { one = one["id"].GetString(), all = all["id"].GetString() }));
    }

    [Fact]
    public async Task Means_in_kind_are_noted_with_their_dates()
    {
        var hg = await house.As("HG", "management");
        (await hg.Post("agreements/HETS-HG/in-kind-means", new { what = "Salle de cours", institution = "HG", since = "2012-09-01" })).Is(201);
        (await hg.Post("agreements/HETS-HG/in-kind-means", new { what = "Véhicule", institution = "HG", since = "2012-09-01", until = "2013-08-31" })).Is(201);
        (await hg.Post("agreements/HETS-HG/in-kind-means", new { what = "X", institution = "HG", since = "2012-09-01", until = "2012-08-31" })).IsProblem(422, "means-dates-invalid");
        (await hg.Post("agreements/HETS-HG/in-kind-means", new { what = "X", institution = "ISSM", since = "2012-09-01" })).IsProblem(422, "institution-unknown");
        var seen = (await (await house.As("HETS", "registrar")).Get("agreements/HETS-HG/in-kind-means")).Is(200)["means"];
        Assert.Equal([null, "2013-08-31"], seen.EnumerateArray().Select(means => means.GetProperty("until").GetString()));
        (await (await house.As("ISSM", "registrar")).Get("agreements/HETS-HG/in-kind-means")).IsProblem(404, "agreement-not-found");
    }
}
