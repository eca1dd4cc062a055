namespace HourExchange.Portal.Interventions;

/// <summary>Addresses of the pages of lines.</summary>
public static class LinePaths
{
    public const string List = "/interventions";
    public const string Register = "/interventions/saisir";
    public const string Request = "/interventions/demander";
    public const string Series = "/interventions/serie";
    public const string CoTaught = "/interventions/co-enseignement";
    public const string Import = "/importer";

    public static string Of(Guid line) => $"{List}/{line}";

    public static string Of(Guid line, string act) => $"{List}/{line}/{act}";

    /// <summary>The lines that wait for the reader, of a kind.</summary>
    public static string Waiting(string kind) => $"{List}?attend={kind}";
}
