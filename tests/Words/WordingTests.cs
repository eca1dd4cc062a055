using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using HourExchange.Interventions.Commitments.Domain;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Words;
using HourExchange.Words.Lists;

namespace HourExchange.Tests.Words;

public sealed class WordingTests
{
    private static readonly ILookup<string, (string Language, Dictionary<string, string> Words)> Subjects = typeof(Wording).Assembly
        .GetManifestResourceNames().Select(name => name.Split('.'))
        .ToLookup(parts => parts[0], parts => (parts[1], Read(parts[0], parts[1])));

    public static TheoryData<string> SubjectNames => [.. Subjects.Select(subject => subject.Key)];

    [Theory]
    [MemberData(nameof(SubjectNames))]
    public void Every_code_has_words_in_every_language_of_its_subject(string subject)
    {
        var codes = Subjects[subject].SelectMany(language => language.Words.Keys).Distinct().Order().ToList();
        Assert.NotEmpty(codes);
        Assert.Contains(Subjects[subject], language => language.Language == "fr");
        Assert.All(Subjects[subject], language =>
        {
            Assert.Equal(codes, language.Words.Keys.Order());
            Assert.DoesNotContain(language.Words.Values, string.IsNullOrWhiteSpace);
        });
    }

    [Fact]
    public void Nothing_is_singular_in_french_alone()
    {
        string[] Days(string language) => [.. new object[] { 0, 1L, "2" }.Select(count => Wording.Of("Reports", language).Format("Indicator.days", count))];
        Assert.Equal(["0 jour", "1 jour", "2 jours"], Days("fr"));
        Assert.Equal(["0 Tage", "1 Tag", "2 Tage"], Days("de"));
        Assert.Equal(["0 days", "1 day", "2 days"], Days("en"));
    }

    [Fact]
    public void Lists_speak_three_languages()
    {
        Assert.Equal(["de", "en", "fr"], Subjects["Lists"].Select(language => language.Language).Order());
        Assert.Equal(["fr", "de", "en"], ListWords.All.Select(words => words.Language));
        Assert.All(ListWords.All, words =>
        {
            Assert.All(Enum.GetValues<ListColumn>(), column => Assert.All(words.Names(column), name => Assert.Equal(column, ColumnNames.Find(name))));
            Assert.NotEqual(words.Answer(true), words.Answer(false));
            Assert.NotEqual(words.Sourcing("direct"), words.Sourcing("in-concertation"));
        });
        Assert.Equal(ListColumn.Contributor, ColumnNames.Find("intervenant-e "));
        Assert.Null(ColumnNames.Find("Salle"));
    }

    [Fact]
    public void Reports_have_words_for_every_state_and_kind_they_show()
    {
        Assert.All(["fr", "de", "en"], language =>
        {
            var reports = Wording.Of("Reports", language);
            Assert.All(CommitmentRules.States, state => Assert.NotEmpty(reports[$"CommitmentState.{state}"]));
            Assert.All(CommitmentRules.Kinds, kind => Assert.NotEmpty(reports[$"Commitment.{kind}"]));
            Assert.All(ActionRules.States, state => Assert.NotEmpty(reports[$"ActionState.{state}"]));
            Assert.All(CommitteeRules.Kinds, kind => Assert.NotEmpty(reports[$"Committee.{kind}"]));
            Assert.All(new[] { YearState.Open, YearState.Drafted, YearState.Signed, YearState.Closed }, state => Assert.NotEmpty(reports[$"YearState.{state}"]));
        });
    }

    [Theory]
    [InlineData("Portal")]
    [InlineData("Reports")]
    [InlineData("Statement")]
    [InlineData("Identity")]
    public void What_is_printed_is_in_the_kit_s_typography_and_puts_in_the_same_values(string subject)
    {
        var reports = Subjects[subject].ToDictionary(language => language.Language, language => language.Words);
        Assert.All(reports["fr"].Values, words =>
        {
            Assert.DoesNotContain('\'', words);
            Assert.DoesNotMatch(@"[^\u00A0][:;?!»](?!\w)|«(?!\u00A0)", words);
        });
        Assert.All(reports["de"].Values, words => Assert.DoesNotContain('ß', words));
        Assert.All(reports.Values, words => Assert.All(words, entry => Assert.Equal(Places(reports["fr"][entry.Key]), Places(entry.Value))));

        static IEnumerable<string> Places(string words) => Regex.Matches(words, @"\{\d\}").Select(place => place.Value).Distinct().Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Whatever_the_ledger_prints_has_words()
    {
        Assert.All(["fr", "de", "en"], language =>
        {
            var statement = Wording.Of("Statement", language);
            Assert.All(StatementSection.InOrder, section => Assert.NotEmpty(statement[$"Section.{section}"]));
            Assert.All(Kinds.All, kind => Assert.NotEmpty(statement[$"Kind.{kind}"]));
            Assert.All(["open", "paid", "netted", "reopened"], state => Assert.NotEmpty(statement[$"Settlement.{state}"]));
            Assert.All(
                [YearState.Open, YearState.Drafted, YearState.Signed, YearState.Closing, YearState.Closed, "reopened"],
                state => Assert.NotEmpty(statement[$"YearState.{state}"]));
            Assert.All([Signature.OfContent, Signature.OfRoot], signs => Assert.NotEmpty(statement[$"Signs.{signs}"]));
        });
        Assert.All(ListFindings.InOrder, finding => Assert.NotEmpty(Wording.Reconciliation[$"Section.{finding}"]));
        Assert.All(ReconciliationRules.Outcomes, outcome => Assert.NotEmpty(Wording.Reconciliation[$"Outcome.{outcome}"]));
        Assert.Throws<KeyNotFoundException>(() => Wording.Statement["Kind.unheard-of"]);
    }

    private static Dictionary<string, string> Read(string subject, string language) =>
        new ResourceManager($"{subject}.{language}", typeof(Wording).Assembly).GetResourceSet(CultureInfo.InvariantCulture, true, false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}
