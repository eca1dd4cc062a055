using System.Text.Json;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Agreements.Recording;
using HourExchange.Portal.Pages;
using HourExchange.Tests.Kit;
using HourExchange.Words;

namespace HourExchange.Tests.Portal;

/// <summary>The form of an agreement: what is not changed in it is not changed by it.</summary>
public sealed class TypedTermsTests
{
    public static TheoryData<string, string> Samples => new(
        from sample in JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "samples", "agreements.json"))).RootElement.GetProperty("agreements").EnumerateArray()
        from language in new[] { "fr", "de", "en" }
        select (sample.GetRawText(), language));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_form_sent_as_it_was_opened_changes_nothing(string sample, string language) => Assert.Empty(TermPatch.Of(Content(sample), Read(Content(sample), language, _ => { })));

    [Fact]
    public void Everything_that_terms_may_say_comes_back()
    {
        var content = Content(Given.Json(Given.Agreement() with
        {
            Object = "Interventions\nréciproques",
            Signatories = [new("HETS", "direction"), new("HG", "direction générale")],
            Delegates = [new("HETS", "HG", "assemblée générale")],
            SettlementTariffs = new Dictionary<string, string> { ["promotion"] = "70.00" },
            CompensationGroups = [["promotion", "formation-de-base"]],
            CoTeaching = "each",
            SilenceDays = 30,
            AlertDays = 60,
            ConcentrationPercent = 40,
            CarryCapMinutes = null,
            SettlementTariff = null,
            Rubrics = [new("cours", new Dictionary<string, string> { ["fr"] = "Cours", ["de"] = "Kurse" }, ["promotion"])],
        }));
        Assert.Empty(TermPatch.Of(content, Read(content, "fr", _ => { })));
    }

    [Fact]
    public void What_is_changed_is_all_that_stands_in_the_amendment()
    {
        var content = Content(Given.Json(Given.Agreement()));
        var patch = TermPatch.Of(content, Read(content, "fr", typed =>
        {
            typed.Set("plafond", "");
            typed.Set("nature-2-coefficient", "1,5");
            // A row that is emptied is taken away, with its name.
            foreach (var column in TermTable.Natures.Columns)
            {
                typed.Set(TermTable.Natures.Field(3, column), "");
            }
        }));
        Assert.Equal("""{"carryCapMinutes":null,"natures":{"veille":null,"accompagnement":{"coefficient":"3/2"}}}""", patch.ToJsonString());
    }

    [Theory]
    [InlineData("Évaluation sur site", "evaluation-sur-site")]
    [InlineData("  TD / œuvres  ", "td-oeuvres")]
    [InlineData("?", "")]
    public void A_code_is_made_of_a_name(string name, string code) => Assert.Equal(code, TermCode.Of(name));

    [Theory]
    [InlineData("1,5", "3/2")]
    [InlineData("0.25", "1/4")]
    [InlineData("2,0", "2")]
    [InlineData(" 2 / 3 ", "2/3")]
    [InlineData("beaucoup", "beaucoup")]
    [InlineData("0,0", "0")]
    public void A_coefficient_is_read_as_people_write_it(string typed, string read) => Assert.Equal(read, TermCode.Rational(typed));

    private static AgreementContent Content(string json) => JsonSerializer.Deserialize<AgreementContent>(json)!;

    private static AgreementContent Read(AgreementContent content, string language, Action<TypedTerms> change)
    {
        var typed = TypedTerms.Of(content, language, content.Parties[0]);
        change(typed);
        var faults = new Faults();
        var read = new TermReading(typed, language, content, faults, Wording.Of("Portal", language)).Amended();
        Assert.Empty(faults.Found);
        return read!;
    }
}
