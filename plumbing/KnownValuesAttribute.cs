using System.Reflection;

namespace HourExchange.Plumbing;

/// <summary>
/// The values that a text has today. It stays a string on the wire: a client that was generated today must read a value
/// that is added tomorrow.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KnownValuesAttribute : Attribute
{
    public KnownValuesAttribute(params string[] values) => Values = values;

    /// <summary>The values that a rule goes by, so that both are one list.</summary>
    /// <param name="rule">A type with a static field of that name.</param>
    public KnownValuesAttribute(Type rule, string field) => Values =
        (IReadOnlyList<string>)rule.GetField(field, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;

    public IReadOnlyList<string> Values { get; }
}
