using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HourExchange.Client;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.EndToEnd;

/// <summary>Writes down what was asked and what was answered, without what differs from run to run.</summary>
internal sealed partial class WorkedExample
{
    private static readonly JsonSerializerOptions Indented = new(StrictJson.Options) { WriteIndented = true };

    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public void Say(string markdown) => _text.Append(markdown.ReplaceLineEndings("\n")).Append("\n\n");

    public void Table(string headers, IEnumerable<string> rows)
    {
        _text.Append(CultureInfo.InvariantCulture, $"| {headers} |\n|{string.Concat(headers.Split('|').Select(_ => "---|"))}\n");
        foreach (var row in rows)
        {
            _text.Append(CultureInfo.InvariantCulture, $"| {Steady(row)} |\n");
        }

        _text.Append('\n');
    }

    public void Block(string language, string text) => _text.Append(CultureInfo.InvariantCulture, $"```{language}\n{Steady(text).TrimEnd()}\n```\n\n");

    /// <param name="fields">Of the answer, those worth printing; none prints its status alone.</param>
    /// <returns>The answer.</returns>
    public T Asked<T>(string who, string request, object? body, int status, Client.Reply<T> reply, params string[] fields)
    {
        Ask(who, request, body);
        var answer = JsonSerializer.SerializeToElement(reply.Is(status));
        var shown = fields.ToDictionary(field => field, answer.GetProperty);
        _text.Append(CultureInfo.InvariantCulture, $"answers {reply.StatusCode}");
        _text.Append(shown.Count == 0 ? ".\n\n" : $"\n\n```json\n{Steady(JsonSerializer.Serialize(shown, Indented))}\n```\n\n");
        return reply.Result;
    }

    public void Refused(string who, string request, object body, ApiException<ProblemDetails> refusal)
    {
        Ask(who, request, body);
        _text.Append(CultureInfo.InvariantCulture, $"answers {refusal.StatusCode} `{refusal.Result.Code}`.\n\n");
    }

    private void Ask(string who, string request, object? body)
    {
        _text.Append(CultureInfo.InvariantCulture, $"`{Steady(request)}` by {who}");
        _text.Append(body is null ? "\n\n" : $"\n\n```json\n{Steady(JsonSerializer.Serialize(body, Indented))}\n```\n\n");
    }

    /// <summary>Identifiers, hashes and moments differ from run to run.</summary>
    private static string Steady(string text) => Moment().Replace(Hash().Replace(Identifier().Replace(text, "(id)"), "(hash)"), "(moment)");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\b[0-9a-f]{64}\b")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?")]
    private static partial Regex Moment();
}
