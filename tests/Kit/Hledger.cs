using System.Diagnostics;

namespace HourExchange.Tests.Kit;

/// <summary>Plain-text accounting by a program that knows nothing of HourExchange.</summary>
internal static class Hledger
{
    public static async Task<string> Run(params string[] arguments)
    {
        var (code, output, error) = await Try(arguments);
        Assert.True(code == 0, error);
        return output;
    }

    /// <returns>What <c>check --strict</c> says of a journal.</returns>
    public static async Task<(int Code, string Error)> Check(string journal)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, journal);
        var (code, _, error) = await Try("-f", file, "check", "--strict");
        File.Delete(file);
        return (code, error);
    }

    private static async Task<(int Code, string Output, string Error)> Try(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("hledger", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LANG"] = "C.UTF-8" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
