using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using UpperBack.Host.Web;

namespace UpperBack.Architecture;

/// <summary>The web client's types are made from what the server says of itself: the API's description and the hub's
/// contract are files of the client. Run the tests with UPDATE_CONTRACT=1 to write them.</summary>
public sealed class ContractTests
{
    private static readonly string Folder = Path.Combine(House.Root, "services", "Web", "src", "contract");

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task TheClientsContractIsWhatTheServerSays()
    {
        await using var server = await UpperBackServer.StartAsync();
        using var anybody = server.Anonymous();
        Keep("openapi.json", Tidy(await anybody.GetStringAsync("/openapi/v1.json")));
        Keep("hub.ts", HubTypeScript.Write());
    }

    /// <summary>Without the address at which this server happens to be.</summary>
    private static string Tidy(string description)
    {
        var document = JsonNode.Parse(description)!.AsObject();
        document.Remove("servers");
        return document.ToJsonString(Readable) + "\n";
    }

    private static void Keep(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACT") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, text);
        }
        else
            Assert.True(
                File.Exists(path) && File.ReadAllText(path) == text,
                $"services/Web/src/contract/{name} is old: run UPDATE_CONTRACT=1 dotnet test "
                    + "tests/UpperBack.Architecture --filter ContractTests, then npm run contract in services/Web, "
                    + "and look at the change."
            );
    }
}
