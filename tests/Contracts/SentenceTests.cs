using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HourExchange.Plumbing;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Contracts;

/// <summary>Of a code and the values beside it any language makes its own sentence.</summary>
public sealed partial class SentenceTests
{
    private static readonly SortedDictionary<string, SortedSet<string>> Sentences =
        RefusalSentences.Of(House.Programs.SelectMany(host => DocumentDescription.SpeakingFor(host.Assembly)).Distinct());

    public static TheoryData<string> Codes => [.. Sentences.Keys];

    /// <summary>But those of the framework's own answers, which have no value.</summary>
    [Fact]
    public void Every_code_that_an_operation_may_refuse_with_has_a_sentence() => Assert.All(House.Programs, host =>
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", host.Name + ".json")))!;
        var codes = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).SelectMany(operation => operation.Value!["x-codes"]?.AsArray() ?? []).Select(code => (string)code!).Distinct().ToList();
        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(document["x-refusals"]!.AsObject().Select(said => said.Key)));
    });

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_value_in_a_sentence_has_a_name_of_its_own(string code) => Assert.All(Sentences[code], sentence =>
    {
        var names = Holes().Matches(sentence).Select(hole => hole.Groups[1].Value).ToList();
        Assert.All(names, name => Assert.Matches("^[a-z][A-Za-z]*$", name));
        Assert.Equal(names.Distinct(), names);
    });

    /// <summary>Two sentences under one code say the same rule: a number that differs between them is a value.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Sentences_of_one_code_differ_by_no_number(string code) => Assert.InRange(
        Sentences[code].Select(sentence => string.Join(' ', Numbers().Matches(Holes().Replace(sentence, "")).Select(number => number.Value))).Where(numbers => numbers.Length > 0).Distinct().Count(), 0, 1);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Holes();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
