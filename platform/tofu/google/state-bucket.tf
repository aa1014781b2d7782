# The bucket for states is looked at and never changed from here: it holds the state of this very stack, so that it must
# be there before, and clusters share it, so that none may own it.

data "google_storage_bucket" "state" {
  name = var.state_bucket

  lifecycle {
    postcondition {
      condition     = self.versioning[0].enabled
      error_message = "A state could not be had back: gcloud storage buckets update gs://${var.state_bucket} --versioning"
    }

    postcondition {
      condition     = self.uniform_bucket_level_access
      error_message = "A state could be given away alone: gcloud storage buckets update gs://${var.state_bucket} --uniform-bucket-level-access"
    }

    postcondition {
      condition     = self.public_access_prevention == "enforced"
      error_message = "A state could be made public: gcloud storage buckets update gs://${var.state_bucket} --public-access-prevention"
    }
  }
}
