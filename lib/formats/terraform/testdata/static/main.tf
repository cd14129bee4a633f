# A small mesh.
variable "project" {
  type    = string
  default = "shop"
}

variable "domain" {}

locals {
  mesh = "${var.project}-mesh"
  tags = { team = "web" }
}

resource "aws_appmesh_mesh" "main" {
  name = local.mesh
  tags = local.tags
  spec {
    egress_filter { type = "DROP_ALL" }
  }
}

resource "aws_service_discovery_service" "cart" {
  name = "cart"
}

resource "aws_appmesh_virtual_node" "cart" {
  name      = "cart"
  mesh_name = aws_appmesh_mesh.main.id

  spec {
    backend {
      virtual_service {
        virtual_service_name = "stock.${var.domain}"
      }
    }
    backend {
      virtual_service { virtual_service_name = aws_appmesh_virtual_service.cart.name }
    }
    listener {
      port_mapping {
        port     = 8080
        protocol = "http"
      }
      health_check {
        protocol            = "http"
        path                = "/ping"
        healthy_threshold   = 2
        unhealthy_threshold = 2
        timeout_millis      = 2000
        interval_millis     = "5000"
      }
      warm_up = true
    }
    service_discovery {
      aws_cloud_map {
        attributes     = { stack = "blue" }
        service_name   = aws_service_discovery_service.cart.name
        namespace_name = aws_service_discovery_private_dns_namespace.main.name
      }
    }
    logging {
      access_log {
        file {
          path = "/dev/stdout"
          format {
            json {
              key   = "start"
              value = "%START_TIME%"
            }
          }
        }
      }
    }
  }

  lifecycle { ignore_changes = [tags] }
}

resource "aws_appmesh_virtual_router" "cart" {
  name      = "cart"
  mesh_name = aws_appmesh_mesh.main.name
  spec {
    listener {
      port_mapping {
        port     = 8080
        protocol = "http"
      }
    }
  }
}

resource "aws_appmesh_route" "cart" {
  name                = lower("ALL")
  mesh_name           = aws_appmesh_mesh.main.name
  virtual_router_name = aws_appmesh_virtual_router.cart.name
  spec {
    priority = 0
    http_route {
      match {
        prefix = "/"
        header {
          name   = "x-beta"
          invert = false
          match { exact = "1" }
        }
      }
      retry_policy {
        http_retry_events = ["server-error", "gateway-error"]
        max_retries       = 1
        per_retry_timeout {
          unit  = "s"
          value = 15
        }
      }
      action {
        weighted_target {
          virtual_node = aws_appmesh_virtual_node.cart.name
          weight       = 90
        }
        weighted_target {
          virtual_node = aws_appmesh_virtual_node.cart.id
          weight       = 10
        }
      }
    }
  }
}

resource "aws_appmesh_virtual_service" "cart" {
  name      = "cart.${var.domain}"
  mesh_name = aws_appmesh_mesh.main.name
  spec {
    provider {
      virtual_router { virtual_router_name = aws_appmesh_virtual_router.cart.name }
    }
  }
}

resource "aws_appmesh_virtual_node" "many" {
  count     = 3
  name      = "many-${count.index}"
  mesh_name = aws_appmesh_mesh.main.name
}

resource "aws_appmesh_virtual_node" "shaped" {
  name      = "shaped"
  mesh_name = aws_appmesh_mesh.main.name
  spec {
    dynamic "backend" {
      for_each = var.backends
      content {
        virtual_service { virtual_service_name = backend.value }
      }
    }
  }
}

module "more" {
  source = "./more"
}
