using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;
using HourExchange.Words;

namespace HourExchange.Tests.Words;

public sealed partial class RefusalWordingTests
{
    private const string Template = "{what}-not-found";

    private static readonly string[] WithoutSentence = ["unknown", "not-found"];

    // Said by the framework, without values: see ProblemSetup.
    private static readonly string[] OfTheFramework =
        ["request-invalid", "token-invalid", "role-missing", "path-unknown", "method-not-allowed", "body-too-large", "media-type-unsupported",
            "body-invalid", "text-invalid", "database-unavailable", "too-many-requests", "too-many-files", "internal-error"];

    /// <summary>Each code with the sets of values that the services say it with, from the OpenAPI documents.</summary>
    private static readonly Dictionary<string, List<HashSet<string>>> SaidWith = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "openapi"), "*.json")
        .SelectMany(document => JsonNode.Parse(File.ReadAllText(document))!["x-refusals"]!.AsObject())
        .Where(refusal => refusal.Key != Template)
        .GroupBy(refusal => refusal.Key, refusal => refusal.Value!.AsArray().Select(sentence => Names(sentence!.GetValue<string>())))
        .ToDictionary(refusal => refusal.Key, refusal => refusal.SelectMany(sets => sets).ToList());

    public static TheoryData<string> Languages => ["fr", "de", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_code_that_a_service_answers_has_a_sentence(string language)
    {
        var words = Words(language).Keys.Select(key => key.Split('/')[0]).ToHashSet();
        Assert.True(SaidWith.Count > 250, "The OpenAPI documents have too few refusals: were they read?");
        Assert.Empty(SaidWith.Keys.Concat(Documented("http.md")).Concat(Documented("events.md")).Concat(OfTheFramework).Except(words).Order());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Whatever_values_a_code_is_said_with_its_sentence_comes_out_whole(string language)
    {
        var refusals = RefusalWording.Of(language);
        var general = refusals.Sentence("unheard-of").Replace("unheard-of", "", StringComparison.Ordinal);
        Assert.All(
            SaidWith.SelectMany(code => code.Value, (code, names) => (Code: code.Key, Names: names)).Concat(OfTheFramework.Select(code => (Code: code, Names: new HashSet<string>()))),
            said =>
            {
                var sentence = refusals.Sentence(said.Code, said.Names.ToDictionary(name => name, name => $"<{name}>"));
                Assert.DoesNotContain('{', sentence);
                Assert.NotEqual(general, sentence.Replace(said.Code, "", StringComparison.Ordinal));
            });
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_sentence_puts_in_what_its_code_is_said_with_and_nothing_else(string language) =>
        Assert.All(Words(language).Where(entry => !WithoutSentence.Contains(entry.Key)), entry =>
        {
            var names = Names(entry.Value);
            var parts = entry.Key.Split('/');
            if (names.Count > 0)
            {
                Assert.Contains(SaidWith[parts[0]], names.IsSubsetOf);
            }

            // The key says by which values it is taken; two of as many would be a matter of chance.
            if (parts.Length > 1)
            {
                Assert.Equal(names.Order(StringComparer.Ordinal), parts[1].Split('+').Order(StringComparer.Ordinal));
            }

            Assert.Single(Words(language), other => other.Key.Split('/')[0] == parts[0] && Names(other.Value).SetEquals(names));
        });

    [Fact]
    public void Languages_put_in_the_same_values_in_the_same_form()
    {
        var french = Words("fr");
        Assert.All(["de", "en"], language => Assert.All(Words(language), entry => Assert.Equal(Places(french[entry.Key]), Places(entry.Value))));
        // Values that are dates are written as such.
        Assert.All(french.Values.SelectMany(Places).Where(place => DateName().IsMatch(place)), place => Assert.EndsWith(":day}", place));

        static IEnumerable<string> Places(string words) => Place().Matches(words).Select(place => place.Value).Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Sentences_are_sentences_in_the_kit_s_typography(string language) =>
        Assert.All(Words(language).Values, sentence =>
        {
            Assert.Matches(@"^[\p{Lu}{].*[.?]$", sentence);
            Assert.DoesNotMatch(@"  |\.\.", sentence);
            if (language == "fr")
            {
                Assert.DoesNotContain('\'', sentence);
                Assert.DoesNotMatch(@"[^\u00A0][:;?!»](?!\w)|«(?!\u00A0)| [:;?!»]", Place().Replace(sentence, "x"));
            }
            else if (language == "de")
            {
                Assert.DoesNotContain('ß', sentence);
            }
        });

    [Fact]
    public void Values_are_written_as_the_language_writes_them()
    {
        var admitted = new Dictionary<string, string> { ["domain"] = "formation-continue", ["admitted"] = "2015-02-01" };
        Assert.Equal(
            "Le domaine formation-continue est admis depuis le 01.02.2015. Corrigez la date, ou choisissez un autre domaine.",
            RefusalWording.Of("fr-CH").Sentence("domain-not-admitted", admitted));
        Assert.Contains("01/02/2015", RefusalWording.Of("fr-FR").Sentence("domain-not-admitted", admitted), StringComparison.Ordinal);
        Assert.Contains("seit dem 01.02.2015 zugelassen", RefusalWording.Of("de-CH").Sentence("domain-not-admitted", admitted), StringComparison.Ordinal);
        Assert.Contains("1\u00A0Feb\u00A02015", RefusalWording.Of("en").Sentence("domain-not-admitted", admitted), StringComparison.Ordinal);

        var quantity = new Dictionary<string, string> { ["quantity"] = "1.3", ["unitMinutes"] = "45" };
        Assert.StartsWith("1,3 × 0:45 ne donne pas", RefusalWording.Of("fr").Sentence("minutes-not-whole", quantity), StringComparison.Ordinal);
        Assert.StartsWith("1.3 × 0:45 ergibt", RefusalWording.Of("de").Sentence("minutes-not-whole", quantity), StringComparison.Ordinal);
        // A value of another form than was foreseen is shown as it came, braces in it are its own.
        Assert.Contains("{x}", RefusalWording.Of("fr").Sentence("domain-not-admitted", new Dictionary<string, string>(admitted) { ["admitted"] = "{x}" }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_wording_that_puts_in_most_of_the_values_is_taken()
    {
        var french = RefusalWording.Of("fr");
        Assert.Equal("Une institution n’est pas connue. Vérifiez son code.", french.Sentence("institution-unknown"));
        Assert.Equal("L’institution ZZ n’est pas connue. Vérifiez son code.", french.Sentence("institution-unknown", new Dictionary<string, string> { ["institution"] = "ZZ" }));
        Assert.Equal(
            "ZZ n’est pas partie à la convention HETS-HG. Choisissez une de ses parties.",
            french.Sentence("institution-unknown", new Dictionary<string, string> { ["institution"] = "ZZ", ["ref"] = "HETS-HG" }));
    }

    [Fact]
    public void What_a_newer_service_says_is_told_in_general()
    {
        Assert.Contains("(code unheard-of)", RefusalWording.Of("fr").Sentence("unheard-of"), StringComparison.Ordinal);
        Assert.Contains("(Code unheard-of)", RefusalWording.Of("de").Sentence("unheard-of", new Dictionary<string, string> { ["limit"] = "3" }), StringComparison.Ordinal);
        // A known code whose values are called otherwise now.
        Assert.Contains("(code year-running)", RefusalWording.Of("en").Sentence("year-running", new Dictionary<string, string> { ["end"] = "2015-08-31" }), StringComparison.Ordinal);
        Assert.StartsWith("Introuvable", RefusalWording.Of("it").Sentence("unheard-of-not-found"), StringComparison.Ordinal);
        Assert.Contains("HTTP", RefusalWording.Of(null).Sentence("HTTP"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Words(string language) => Wording.Of("Refusals", language).All.ToDictionary(entry => entry.Code, entry => entry.Words);

    private static HashSet<string> Names(string sentence) => [.. Place().Matches(sentence).Select(place => place.Groups[1].Value)];

    /// <summary>The codes in the tables of a page: those of a first cell, or of the one behind a status.</summary>
    private static IEnumerable<string> Documented(string page) => File.ReadLines(Path.Combine(Repository.Root, "docs", page))
        .SkipWhile(line => page == "events.md" && !line.StartsWith("## What happens to bad messages", StringComparison.Ordinal))
        .Where(line => line.StartsWith('|'))
        .Select(line => line.Split('|')[1..^1])
        .Select(cells => Status().IsMatch(cells[0]) ? cells[1] : cells[0])
        .SelectMany(cell => Code().Matches(cell).Select(code => code.Groups[1].Value));

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\s*\d{3}")]
    private static partial Regex Status();

    [GeneratedRegex("`([a-z][a-z0-9-]*)`")]
    private static partial Regex Code();

    [GeneratedRegex("^\\{(?:on|from|to|date|latest|admitted|effectiveFrom|changedFrom|lastMetOn|lastDay|valueDate|owedSince)[:}]")]
    private static partial Regex DateName();
}
