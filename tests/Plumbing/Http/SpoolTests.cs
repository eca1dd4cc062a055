using System.Text;
using HourExchange.Plumbing.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Plumbing.Http;

public sealed class SpoolTests
{
    [Fact]
    public async Task What_is_written_is_sent_whole_and_its_file_was_nobody_else_s_and_is_gone_with_its_reader()
    {
        var (path, mode) = ("", UnixFileMode.None);
        var answer = await Spool.Send(
            async file =>
            {
                path = ((FileStream)file).Name;
                mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
                await file.WriteAsync(Encoding.UTF8.GetBytes(new string('x', 200_000) + "é"));
            },
            "text/csv", "lines.csv");
        Assert.True(File.Exists(path));
        Assert.Equal(OperatingSystem.IsWindows() ? UnixFileMode.None : UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);

        var sent = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        http.Response.Body = sent;
        await answer.ExecuteAsync(http);
        Assert.Equal((200_002, "text/csv", "xé"), (sent.Length, http.Response.ContentType, Encoding.UTF8.GetString(sent.ToArray()[199_999..])));
        Assert.Contains("lines.csv", http.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_fault_half_way_is_told_as_one_and_leaves_no_file()
    {
        var path = "";
        await Assert.ThrowsAsync<InvalidDataException>(() => Spool.Send(
            async file =>
            {
                path = ((FileStream)file).Name;
                await file.WriteAsync(new byte[100_000]);
                throw new InvalidDataException("Line 90,000");
            },
            "text/csv"));
        Assert.False(File.Exists(path));
    }
}
