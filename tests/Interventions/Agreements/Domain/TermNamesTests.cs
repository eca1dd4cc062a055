using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class TermNamesTests
{
    private static readonly AgreementContent Terms = Given.Agreement() with
    {
        Labels = new(
            Natures: new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["cours"] = new Dictionary<string, string> { ["fr"] = "Cours magistral", ["de"] = "Vorlesung" },
                ["td"] = new Dictionary<string, string> { ["fr"] = "Travaux dirigés", ["de"] = "Übung" },
            },
            Domains: new Dictionary<string, IReadOnlyDictionary<string, string>> { ["promotion"] = new Dictionary<string, string> { ["fr"] = "Vorlesung" } }),
    };

    [Theory]
    [InlineData("cours", "cours")]
    [InlineData("COURS", "cours")]
    [InlineData("Cours Magistral", "cours")]
    [InlineData("travaux diriges", "td")]
    [InlineData("Ubung", "td")]
    [InlineData("Travaux-dirigés", "td")]
    [InlineData("Travaux", "Travaux")]
    [InlineData("", "")]
    public void A_nature_is_known_by_its_code_or_a_label(string written, string code) => Assert.Equal(code, TermNames.NatureOf(Terms, written));

    [Theory]
    [InlineData("Formation de base", "formation-de-base")]
    [InlineData("vorlesung", "promotion")]
    [InlineData("Cours magistral", "Cours magistral")]
    public void A_domain_is_known_by_its_own_names_alone(string written, string code) => Assert.Equal(code, TermNames.DomainOf(Terms, written));

    [Fact]
    public void What_names_two_names_none()
    {
        var twice = Terms with
        {
            Labels = new(Natures: new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["cours"] = new Dictionary<string, string> { ["fr"] = "Leçon" },
                ["td"] = new Dictionary<string, string> { ["fr"] = "leçon" },
            }),
        };
        Assert.Equal("Lecon", TermNames.NatureOf(twice, "Lecon"));
        Assert.Equal("td", TermNames.NatureOf(twice, "td"));
    }
}
