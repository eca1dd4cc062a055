using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// An answer that is written whole, into a temporary file, before its first byte leaves: whoever reads it slowly holds nothing of the
/// database meanwhile, and a failure half way is still told as one.
/// </summary>
public static class Spool
{
    /// <param name="write">Writes the content; done with the database when it ends.</param>
    /// <param name="name">Of the file that is offered; null where none is.</param>
    public static async Task<IResult> Send(Func<Stream, Task> write, string contentType, string? name = null)
    {
        var file = Open();
        try
        {
            await write(file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return Results.Stream(file, contentType, name);
    }

    /// <param name="body">Its lists may be read while they are written.</param>
    public static async Task<Shown<T>> SendJson<T>(HttpContext http, T body)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return new(await Send(file => JsonSerializer.SerializeAsync(file, body, options, http.RequestAborted), "application/json; charset=utf-8"));
    }

    // The system makes it readable by this user alone, and removes it with its last reader.
    private static FileStream Open() => new(Path.GetTempFileName(), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose,
        BufferSize = 1 << 16,
    });
}
