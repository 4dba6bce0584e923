// The library gophercloud: user and password, volumev2 and volumev3 of the catalog.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack"
	"github.com/gophercloud/gophercloud/openstack/blockstorage/extensions/volumetransfers"
	"github.com/gophercloud/gophercloud/pagination"
)

const unknown = "00000000-0000-4000-8000-000000000000"

var failed = false

type account struct {
	User      string
	Project   string
	ProjectID string `json:"project_id"`
	Transfers []volumetransfers.Transfer
}

func must(err error) {
	if err != nil {
		fmt.Println("WRONG: expected no error, got", err)
		os.Exit(1)
	}
}

func check(what string, expected, got interface{}) {
	if reflect.DeepEqual(expected, got) {
		fmt.Println("ok", what)
	} else {
		fmt.Printf("WRONG %s: expected %.300v, got %.300v\n", what, expected, got)
		failed = true
	}
}

// Reads what the account must list: null is an empty name to gophercloud.
func read(name, version string) (of account) {
	content, err := os.ReadFile(os.Getenv("TRANSFERS") + "/" + name + ".json")
	must(err)
	must(json.Unmarshal(content, &of))
	for i, transfer := range of.Transfers {
		path := "/" + of.ProjectID + "/os-volume-transfer/" + transfer.ID
		of.Transfers[i].Links = []map[string]string{
			{"rel": "self", "href": os.Getenv("SERVER") + "/" + version + path},
			{"rel": "bookmark", "href": os.Getenv("SERVER") + path},
		}
	}
	return of
}

func connect(of account, version string) *gophercloud.ServiceClient {
	provider, err := openstack.AuthenticatedClient(gophercloud.AuthOptions{
		IdentityEndpoint: os.Getenv("OS_AUTH_URL"), Username: of.User, Password: os.Getenv("OS_PASSWORD"),
		DomainName: "Default", TenantName: of.Project,
	})
	must(err)
	newClient := openstack.NewBlockStorageV2
	if version == "v3" {
		newClient = openstack.NewBlockStorageV3
	}
	client, err := newClient(provider, gophercloud.EndpointOpts{Region: "RegionOne"})
	must(err)
	return client
}

func walk(what string, client *gophercloud.ServiceClient, of account, limit int, expectedSizes []int) {
	var transfers []volumetransfers.Transfer
	var sizes []int
	must(volumetransfers.List(client, volumetransfers.ListOpts{Limit: limit}).EachPage(
		func(page pagination.Page) (bool, error) {
			extracted, err := volumetransfers.ExtractTransfers(page)
			transfers = append(transfers, extracted...)
			sizes = append(sizes, len(extracted))
			return true, err
		}))
	check(what+": sizes", expectedSizes, sizes)
	check(what+": number", len(of.Transfers), len(transfers))
	for i, transfer := range transfers {
		if !reflect.DeepEqual(of.Transfers[i], transfer) {
			check(fmt.Sprintf("%s: transfer %d", what, i), of.Transfers[i], transfer)
			return
		}
	}
	fmt.Println("ok", what)
}

func refused(what string, status int, message string, err error) {
	code, body := 0, ""
	switch refusal := err.(type) {
	case gophercloud.ErrDefault400:
		code, body = refusal.Actual, string(refusal.Body)
	case gophercloud.ErrDefault401:
		code, body = refusal.Actual, string(refusal.Body)
	case gophercloud.ErrDefault404:
		code, body = refusal.Actual, string(refusal.Body)
	}
	if code == status && strings.Contains(body, `"`+message+`"`) {
		fmt.Printf("ok refusal %d %s\n", status, what)
	} else {
		check(fmt.Sprintf("refusal %d %s", status, what), message, err)
	}
}

func main() {
	fmt.Println("api v2, v3")
	for _, version := range []string{"v2", "v3"} {
		few, many := read("few", version), read("many", version)
		fewClient, manyClient := connect(few, version), connect(many, version)
		walk("list, "+version, manyClient, many, 0, []int{1005})
		walk("pages of 1, "+version, fewClient, few, 1, []int{1, 1, 1, 1, 1})
		walk("pages of 2, "+version, fewClient, few, 2, []int{2, 2, 1})
		walk("pages of 1000, "+version, manyClient, many, 1000, []int{1000, 5})
		shown, err := volumetransfers.Get(fewClient, few.Transfers[0].ID).Extract()
		must(err)
		check("show, "+version, few.Transfers[0], *shown)
		_, err = volumetransfers.Get(fewClient, unknown).Extract()
		refused("unknown, "+version, 404, "Transfer "+unknown+" could not be found.", err)
		_, err = volumetransfers.List(fewClient, volumetransfers.ListOpts{Limit: -1}).AllPages()
		refused("limit, "+version, 400, "limit param must be positive.", err)
		_, err = volumetransfers.List(fewClient, volumetransfers.ListOpts{Marker: unknown}).AllPages()
		refused("marker, "+version, 400, "invalid filter marker!", err)
		fewClient.TokenID = "wrong"
		_, err = volumetransfers.List(fewClient, nil).AllPages()
		refused("token, "+version, 401, "Authentication required.", err)
	}
	if failed {
		os.Exit(1)
	}
}
