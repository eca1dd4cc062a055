using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

/// <summary>Every term that may be none survives recording, amending to none and back, and what the ledger reads of it.</summary>
public sealed class NullableTermsTests
{
    private static readonly IReadOnlyList<(string Name, JsonNode Value)> Terms =
    [
        ("settlementTariff", "65.00"), ("carryCapMinutes", 180), ("object", "Échange d'heures"), ("silenceDays", 30), ("alertDays", 60), ("concentrationPercent", 40),
        ("coTeaching", "shared"), ("signatories", new JsonArray(new JsonObject { ["institution"] = "HG", ["function"] = "Direction" })),
        ("delegates", new JsonArray(new JsonObject { ["institution"] = "HG", ["of"] = "HETS", ["body"] = "Assemblée générale" })),
        ("settlementTariffs", new JsonObject { ["promotion"] = "70.00" }),
        ("labels", JsonNode.Parse("""{"natures":{"cours":{"fr":"Cours","de":"Kurs"}},"domains":{"promotion":{"fr":"Promotion des métiers"}},"placementKinds":{"FEE":{"fr":"FEE"}}}""")!),
        ("rubrics", JsonNode.Parse("""[{"code":"enseignement","labels":{"fr":"Enseignement"},"domains":["formation-de-base"]},{"code":"conclusion","labels":{},"domains":[]}]""")!),
    ];

    [Fact]
    public void These_are_all_terms_that_may_be_none() => Assert.Equal(
        StrictJson.Options.GetTypeInfo(typeof(AgreementContent)).Properties.Where(term => term.IsGetNullable).Select(term => term.Name).Order(),
        Terms.Select(term => term.Name).Order());

    [Property]
    public Property A_term_is_what_was_agreed_last_or_none()
    {
        // For each layer and term: not spoken of, none, or a value.
        var layers = from count in Gen.Choose(1, 5) from said in Gen.Choose(0, 2).ArrayOf(Terms.Count).ArrayOf(count) select said;
        return Prop.ForAll(layers.ToArbitrary(), said =>
        {
            var signed = JsonSerializer.SerializeToNode(Given.Agreement(), StrictJson.Options)!.AsObject();
            var expected = new JsonNode?[Terms.Count];
            for (var term = 0; term < Terms.Count; term++)
            {
                expected[term] = said[0][term] == 2 ? Terms[term].Value : null;
                signed[Terms[term].Name] = expected[term]?.DeepClone();
            }

            // As it is kept: a record written again.
            var content = JsonSerializer.SerializeToNode(signed.Deserialize<AgreementContent>(StrictJson.Options), StrictJson.Options)!.AsObject();
            List<AgreementLayer> all = [new(1, new DateOnly(2012, 5, 14), content)];
            foreach (var (layer, index) in said.Skip(1).Select((layer, index) => (layer, index)))
            {
                var changes = new JsonObject();
                foreach (var term in Enumerable.Range(0, Terms.Count).Where(term => layer[term] > 0))
                {
                    expected[term] = layer[term] == 2 ? Terms[term].Value : null;
                    changes[Terms[term].Name] = expected[term]?.DeepClone();
                }

                all.Add(new AgreementLayer(index + 2, new DateOnly(2013, 1, 1).AddYears(index), changes));
            }

            var agreement = new Agreement("HETS-HG", ["HETS", "HG"], all, []);
            var terms = agreement.TermsAt(new DateOnly(2020, 1, 1))!.Content;
            var folded = JsonSerializer.SerializeToNode(terms, StrictJson.Options)!.AsObject();
            Assert.All(Enumerable.Range(0, Terms.Count), term => Assert.True(JsonNode.DeepEquals(expected[term], folded[Terms[term].Name]), Terms[term].Name));

            Assert.Null(AgreementRules.Check(terms));
            // What nobody speaks of is not written: older contents keep their hashes, and the hash is that of what is announced.
            Assert.Equal(expected[10] is not null, folded.ContainsKey("labels"));
            Assert.Equal(expected[11] is not null, folded.ContainsKey("rubrics"));
            Assert.Equal(HashedText.Of(terms), HashedText.Of(StrictJson.Read<AgreementContent>(StrictJson.Write(terms))));

            var read = YearTerms.Parse(StrictJson.Write(terms));
            Assert.Equal(expected[0] is null ? null : 65.00m, read.SettlementTariff);
            Assert.Equal((int?)expected[1], read.CarryCapMinutes);
            Assert.Equal(expected[7] is null ? 0 : 1, read.Signatories.Count);
            Assert.Equal(expected[9] is null ? 0 : 1, read.SettlementTariffs.Count);
        });
    }
}
