using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Portal;

/// <summary>
/// Whatever a page can ask of a service some journey has asked for, and was answered: after all journeys have run, from what <see cref="OperationsAsked"/> wrote
/// down. <c>./hx test full</c> runs it by itself, after all else.
/// </summary>
[Trait("after", "journeys")]
[Trait("slow", "yes")]
public sealed partial class RecordedOperationsTests
{
    /// <summary>By operation: why no journey asks for what a page asks for.</summary>
    private static readonly Dictionary<string, string> NotWalked = [];

    [Theory]
    [InlineData("interventions")]
    [InlineData("ledger")]
    [InlineData("reporting")]
    [InlineData("identity")]
    public void Each_operation_of_a_page_was_asked_for_by_a_journey(string service)
    {
        Assert.True(OperationsAsked.File is not null, "HX_OPERATIONS names no file: ./hx test full records what the journeys ask for.");
        var asked = File.ReadAllLines(OperationsAsked.File!);
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", service + ".json")))!;
        var operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Id: (string)operation.Value!["operationId"]!, Method: operation.Key.ToUpperInvariant(), Path: path.Key))).ToList();
        var reached = asked.Select(line => operations.Where(one => Is(one.Method, one.Path, line)).OrderBy(one => one.Path.Count(letter => letter == '{')).Select(one => one.Id).FirstOrDefault()).ToHashSet();
        var missed = operations.Select(one => one.Id).Except(ReachedOperationsTests.LeftOut.Keys).Where(id => !reached.Contains(id)).ToList();
        Assert.Equal(NotWalked.Keys.Where(id => operations.Any(one => one.Id == id)).Order(), missed.Order());
    }

    /// <summary>A template's parts are whole segments.</summary>
    private static bool Is(string method, string template, string line) =>
        Regex.IsMatch(line, $"^{method} {Parameter().Replace(Regex.Escape(template), "[^/]+")}$");

    [GeneratedRegex(@"\\\{[^}]+\}")]
    private static partial Regex Parameter();
}
