using System.Text.Json.Nodes;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class LabelRulesTests
{
    private static readonly Dictionary<string, string> NoLabels = [];
    private static readonly Rubric Conclusion = new("conclusion", new Dictionary<string, string> { ["fr"] = "Conclusion" }, []);

    public static TheoryData<string, AgreementContent> Bad => new()
    {
        { "label-code-unknown", Given.Agreement() with { Labels = new(Natures: Label("danse", "fr", "Danse")) } },
        { "label-code-unknown", Given.Agreement() with { Labels = new(Domains: Label("cours", "fr", "Cours")) } },
        { "label-code-unknown", Given.Agreement() with { Labels = new(PlacementKinds: Label("a;b", "fr", "FEE")) } },
        { "label-code-unknown", Given.Agreement() with { Labels = new(PlacementKinds: Enumerable.Range(0, 101).ToDictionary(number => $"K{number}", IReadOnlyDictionary<string, string> (_) => NoLabels)) } },
        { "label-language-unknown", Given.Agreement() with { Labels = new(Natures: Label("cours", "it", "Corso")) } },
        { "label-language-unknown", Given.Agreement() with { Rubrics = [Conclusion with { Labels = new Dictionary<string, string> { ["FR"] = "Conclusion" } }] } },
        { "label-invalid", Given.Agreement() with { Labels = new(Natures: Label("cours", "fr", " ")) } },
        { "label-invalid", Given.Agreement() with { Labels = new(Domains: Label("promotion", "fr", new string('x', 121))) } },
        { "label-invalid", Given.Agreement() with { Rubrics = [Conclusion with { Labels = new Dictionary<string, string> { ["fr"] = "a\nb" } }] } },
        { "rubrics-invalid", Given.Agreement() with { Rubrics = [] } },
        { "rubrics-invalid", Given.Agreement() with { Rubrics = [Conclusion, Conclusion] } },
        { "rubrics-invalid", Given.Agreement() with { Rubrics = [Conclusion with { Code = "" }] } },
        { "rubrics-invalid", Given.Agreement() with { Rubrics = [.. Enumerable.Range(0, 31).Select(number => Conclusion with { Code = $"r{number}" })] } },
        { "rubric-domains-invalid", Given.Agreement() with { Rubrics = [Conclusion with { Domains = ["danse"] }] } },
        { "rubric-domains-invalid", Given.Agreement() with { Rubrics = [Conclusion with { Domains = ["promotion", "promotion"] }] } },
        { "agreement-incomplete", Given.Agreement() with { Rubrics = [null!] } },
        { "agreement-incomplete", Given.Agreement() with { Rubrics = [Conclusion with { Domains = [null!] }] } },
        { "agreement-incomplete", Given.Agreement() with { Rubrics = [Conclusion with { Labels = new Dictionary<string, string> { ["fr"] = null! } }] } },
        { "agreement-incomplete", Given.Agreement() with { Labels = new(Natures: Label("cours", "fr", null!)) } },
        { "agreement-incomplete", Given.Agreement() with { Labels = new(Natures: new Dictionary<string, IReadOnlyDictionary<string, string>> { ["cours"] = null! }) } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_label_or_rubric_is_told_the_rule_it_breaks(string code, AgreementContent agreement) =>
        Assert.Equal(code, AgreementRules.Check(agreement)?.Code);

    [Fact]
    public void A_domain_may_stand_in_several_rubrics_and_a_rubric_without_any() => Assert.Null(AgreementRules.Check(Given.Agreement() with
    {
        Labels = new(),
        Rubrics = [Conclusion with { Code = "enseignement", Domains = ["promotion"] }, Conclusion with { Code = "promotion", Domains = ["promotion"] }, Conclusion],
    }));

    /// <summary>What was consented to before there were labels and rubrics is still what it was: the hash of the published sample.</summary>
    [Fact]
    public void An_agreement_without_labels_and_rubrics_has_the_hash_it_always_had()
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", "samples", "interventions.agreement-terms-changed.v1.json")))!;
        Assert.Equal("f7892b1e8a4c960b611696d4b54e76c887cd7f1f1270562d3829952acae7285f", (string?)sample["termsHash"]);
        Assert.Equal(new HashedText((string)sample["terms"]!, (string)sample["termsHash"]!), HashedText.Of(Given.Agreement()));
        Assert.NotEqual((string?)sample["termsHash"], HashedText.Of(Given.Agreement() with { Rubrics = [Conclusion] }).Hash);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Label(string code, string language, string text) =>
        new() { [code] = new Dictionary<string, string> { [language] = text } };
}
