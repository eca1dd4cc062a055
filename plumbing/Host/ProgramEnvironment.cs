using Microsoft.Extensions.Hosting;

namespace HourExchange.Plumbing.Host;

/// <summary>
/// The environment a program runs in: Production, unless the words of the command or ASPNETCORE_ENVIRONMENT say otherwise. DOTNET_ENVIRONMENT,
/// which images set, would come before the latter: it is not heeded.
/// </summary>
public static class ProgramEnvironment
{
    private const string Word = "--environment";

    /// <param name="words">Of the command.</param>
    public static string Of(IReadOnlyList<string> words)
    {
        var said = words.Where(one => one.StartsWith(Word + '=', StringComparison.Ordinal)).Select(one => one[(Word.Length + 1)..])
            .Concat(words.Zip(words.Skip(1)).Where(pair => pair.First == Word).Select(pair => pair.Second)).LastOrDefault();
        return said
            ?? (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 } name ? name : Environments.Production);
    }
}
