using Microsoft.Extensions.Configuration;

namespace HourExchange.Plumbing.Host;

/// <summary>
/// A secret may lie in a file, so that neither an environment nor a list of containers shows it: the setting NAME:File names the file. It holds the
/// password of the address NAME, or, where NAME is no address, NAME itself.
/// </summary>
public static class SecretFiles
{
    private const string Suffix = ":File";

    private const string Mails = "Mail:Server";

    private static readonly string[] Addresses =
        ["Database:Service", "Database:Owner", "Database:Admin", "Broker:Service", "Broker:Owner", "Broker:Admin", Mails];

    private static readonly string[] Texts = ["Identity:PortalSecret", "Portal:Secret"];

    /// <summary>The settings of the environment, with what their files hold.</summary>
    /// <inheritdoc cref="AddSecretFiles" path="/exception"/>
    public static IConfiguration OfEnvironment()
    {
        var settings = new ConfigurationManager();
        settings.AddEnvironmentVariables();
        settings.AddSecretFiles();
        return settings;
    }

    /// <exception cref="InvalidOperationException">A file is missing, empty, or not wanted. The message names the setting.</exception>
    public static void AddSecretFiles(this ConfigurationManager settings) =>
        settings.AddInMemoryCollection([.. In(settings)]);

    private static IEnumerable<KeyValuePair<string, string?>> In(IConfiguration settings)
    {
        foreach (var name in Addresses.Where(name => IsNamed(settings, name)))
        {
            if (Read(settings, name, mayBeEmpty: name == Mails) is { } password)
            {
                yield return new(name, WithPassword(name, settings[name], password));
            }
        }

        foreach (var name in Texts.Where(name => IsNamed(settings, name)))
        {
            yield return settings[name] is { Length: > 0 }
                ? throw Both(name)
                : new(name, Read(settings, name, mayBeEmpty: false));
        }
    }

    private static bool IsNamed(IConfiguration settings, string name) => settings[name + Suffix] is { Length: > 0 };

    /// <returns>Null: nothing is in it, and it may be so: mail servers within a house ask for no password.</returns>
    private static string? Read(IConfiguration settings, string name, bool mayBeEmpty)
    {
        var file = settings[name + Suffix]!;
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n') is { Length: > 0 } secret ? secret
                : mayBeEmpty ? null
                : throw new InvalidOperationException($"The file {file} of the setting {name}{Suffix} is empty.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The file {file} of the setting {name}{Suffix} cannot be read: {fault.Message}", fault);
        }
    }

    // The address is not repeated: who has both may have a password in it.
    private static string WithPassword(string name, string? address, string password) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var url) || url.UserInfo.Length == 0
            ? throw new InvalidOperationException($"The setting {name}{Suffix} holds a password, and {name} is no address with a user that it belongs to.")
        : url.UserInfo.Contains(':', StringComparison.Ordinal) ? throw Both(name)
        : new UriBuilder(url) { Password = Uri.EscapeDataString(password) }.Uri.AbsoluteUri;

    private static InvalidOperationException Both(string name) => new($"Both {name} and {name}{Suffix} hold a secret: one of them must go.");
}
