namespace HourExchange.Plumbing;

/// <summary>How a text is written on the wire, with an example.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormatAttribute(string name, string example) : Attribute
{
    public string Name => name;

    public string Example => example;
}
