using System.Text.Json;
using HourExchange.Client;
using HourExchange.Words;

namespace HourExchange.Portal.Pages;

/// <summary>What is wrong with what was typed, by field; under the empty name what concerns all of it.</summary>
/// <param name="form">Whose fields they are: faults are told in their order. Without one, in the order in which they were found.</param>
public sealed class Faults(IFormCollection? form = null)
{
    private readonly List<(string Field, string Sentence)> _found = [];

    // As browsers send them: in the order in which they stand.
    private readonly List<string> _fields = [.. form?.Keys ?? []];

    public static Faults None { get; } = new();

    /// <summary>What concerns all of it first; last what the form did not send.</summary>
    public IReadOnlyList<(string Field, string Sentence)> Found =>
        _fields.Count == 0 ? _found : [.. _found.OrderBy(fault => fault.Field.Length == 0 ? -1 : _fields.IndexOf(fault.Field) is >= 0 and var place ? place : int.MaxValue)];

    /// <summary>Null where the field is right.</summary>
    public string? this[string field] => _found.Find(fault => fault.Field == field).Sentence;

    public bool Any => _found.Count > 0;

    /// <summary>What many rows or days have alike is told once.</summary>
    public void Add(string field, string sentence)
    {
        if (!_found.Contains((field, sentence)))
        {
            _found.Add((field, sentence));
        }
    }

    /// <summary>What a service refused, in the reader's language. Faults of one field of the service are told at the field of the form.</summary>
    /// <param name="fields">From the service's names to the form's; those of others concern all of it.</param>
    public void Add(string language, ProblemDetails problem, IReadOnlyDictionary<string, string> fields)
    {
        if (problem.More?.TryGetValue("faults", out var all) == true && all.ValueKind == JsonValueKind.Array)
        {
            foreach (var fault in all.EnumerateArray())
            {
                var field = fault.TryGetProperty("field", out var name) ? name.GetString() ?? "" : "";
                Add(fields.GetValueOrDefault(field, ""), RefusalWording.Of(language).Sentence(fault.GetProperty("code").GetString() ?? "", ValuesOf(fault)));
            }
        }
        else
        {
            Add("", Sentence(language, problem));
        }
    }

    /// <summary>As <see cref="Add(string, ProblemDetails, IReadOnlyDictionary{string, string})"/>, where faults have no field but a code that says which.</summary>
    /// <param name="fieldOf">From the code and its values to the field of the form; empty: all of it.</param>
    public void Add(string language, ProblemDetails problem, Func<string, IReadOnlyDictionary<string, string>?, string> fieldOf)
    {
        if (problem.More?.TryGetValue("faults", out var all) == true && all.ValueKind == JsonValueKind.Array)
        {
            foreach (var fault in all.EnumerateArray())
            {
                var (code, values) = (fault.GetProperty("code").GetString() ?? "", ValuesOf(fault));
                Add(fieldOf(code, values), RefusalWording.Of(language).Sentence(code, values));
            }
        }
        else
        {
            Add(fieldOf(problem.Code, ValuesOf(problem)), Sentence(language, problem));
        }
    }

    /// <summary>What a service refuses besides: of fields that are known to be wrong it can say nothing new.</summary>
    /// <inheritdoc cref="Add(string, ProblemDetails, IReadOnlyDictionary{string, string})"/>
    public void AddOthers(string language, ProblemDetails problem, IReadOnlyDictionary<string, string> fields) => AddOthers(others => others.Add(language, problem, fields));

    /// <inheritdoc cref="AddOthers(string, ProblemDetails, IReadOnlyDictionary{string, string})"/>
    public void AddOthers(string language, ProblemDetails problem, Func<string, IReadOnlyDictionary<string, string>?, string> fieldOf) => AddOthers(others => others.Add(language, problem, fieldOf));

    private void AddOthers(Action<Faults> add)
    {
        var (others, known) = (new Faults(), _found.Select(fault => fault.Field).ToHashSet());
        add(others);
        _found.AddRange(others._found.Where(fault => !known.Contains(fault.Field)));
    }

    /// <summary>A refusal in the reader's language.</summary>
    public static string Sentence(string language, ProblemDetails problem) => RefusalWording.Of(language).Sentence(
        problem.Code, ValuesOf(problem));

    private static Dictionary<string, string>? ValuesOf(ProblemDetails problem) => problem.More?.TryGetValue("values", out var values) == true ? Read(values) : null;

    internal static Dictionary<string, string>? ValuesOf(JsonElement fault) => fault.TryGetProperty("values", out var values) ? Read(values) : null;

    private static Dictionary<string, string>? Read(JsonElement values) => values.ValueKind != JsonValueKind.Object ? null
        : values.EnumerateObject().ToDictionary(value => value.Name, value => value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : value.Value.ToString());
}
