using HourExchange.Words;

namespace HourExchange.Portal.Asking;

/// <summary>Names of files that are handed on: a service names them once, a reader finds all of them in one language.</summary>
public static class FileNames
{
    /// <param name="name">As the service says: words and codes with hyphens and dots between.</param>
    /// <returns>With each word that the house has a word for in the reader's language; codes, days and endings stay.</returns>
    public static string Of(string name, string language)
    {
        var words = Wording.Of("Portal", language);
        return string.Join('.', name.Split('.').Select(part => string.Join('-', part.Split('-').Select(word => words.Find($"File.{word}") ?? word))));
    }
}
